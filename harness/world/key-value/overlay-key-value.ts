import type { KeyValue } from './key-value.ts';

/**
 * Copy-on-write stores for a call: it reads the inner stores, and its writes stay in the overlay.
 */
export class OverlayKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #written = new Map<string, Map<string, Uint8Array | null>>();

  constructor(inner: KeyValue) {
    this.#inner = inner;
  }

  get(store: string, key: string): Uint8Array | null {
    const written = this.#written.get(store)?.get(key);
    return written === undefined ? this.#inner.get(store, key) : written;
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#put(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#put(store, key, null);
  }

  exists(store: string, key: string): boolean {
    return this.get(store, key) !== null;
  }

  keys(store: string): string[] {
    const keys = new Set(this.#inner.keys(store));
    for (const [key, value] of this.#written.get(store) ?? []) {
      if (value === null) keys.delete(key);
      else keys.add(key);
    }
    return [...keys].sort();
  }

  #put(store: string, key: string, value: Uint8Array | null): void {
    const values = this.#written.get(store) ?? new Map<string, Uint8Array | null>();
    values.set(key, value);
    this.#written.set(store, values);
  }
}
