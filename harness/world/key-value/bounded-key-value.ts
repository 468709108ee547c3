import { entryBytes, type KeyValue } from './key-value.ts';

/** How much the stores of a world may hold. */
export interface StoreBound {
  readonly maxBytes: number;
  /** Their present size, as counted by {@link entryBytes}. */
  bytes(): number;
}

/**
 * The key-value stores of one call, with a bound on their size that all calls share. A write beyond
 * the bound is refused, changes nothing and is remembered: it depends on the data of other
 * sessions, so the rest of the call cannot be replayed.
 */
export class BoundedKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #bound: StoreBound;
  #refused = false;

  constructor(inner: KeyValue, bound: StoreBound) {
    this.#inner = inner;
    this.#bound = bound;
  }

  /** Whether a write was refused. */
  get refused(): boolean {
    return this.#refused;
  }

  get(store: string, key: string): Uint8Array | null {
    return this.#inner.get(store, key);
  }

  /** @throws Error when the stores have no room for it. */
  set(store: string, key: string, value: Uint8Array): void {
    const { maxBytes, bytes } = this.#bound;
    const growth = entryBytes(key, value) - entryBytes(key, this.#inner.get(store, key));
    const used = bytes();
    if (growth > 0 && used + growth > maxBytes) {
      this.#refused = true;
      throw new Error(
        `this write needs ${growth} bytes more, and ${used} of the ${maxBytes} bytes that all ` +
          'stores may hold are used',
      );
    }
    this.#inner.set(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#inner.delete(store, key);
  }

  exists(store: string, key: string): boolean {
    return this.#inner.exists(store, key);
  }

  keys(store: string): string[] {
    return this.#inner.keys(store);
  }
}
