import type { StoreSnapshot } from '../../tool-call/interaction.ts';

/**
 * The key-value stores of a world, by label (fermyon:spin/key-value@2.0.0). There is no
 * compare-and-set, as in Spin. An implementation may throw; the component then gets an error.
 */
export interface KeyValue {
  get(store: string, key: string): Uint8Array | null;
  set(store: string, key: string, value: Uint8Array): void;
  delete(store: string, key: string): void;
  exists(store: string, key: string): boolean;
  /** All keys of a store, in the order of their UTF-16 code units. */
  keys(store: string): string[];
}

/** Key-value stores in memory. */
export class MemoryKeyValue implements KeyValue {
  readonly #stores = new Map<string, Map<string, Uint8Array>>();
  #bytes = 0;

  /** @param start the contents to begin with */
  constructor(start: StoreSnapshot = new Map()) {
    this.apply(start);
  }

  /** The size of all entries, as counted by {@link entryBytes}. */
  get bytes(): number {
    return this.#bytes;
  }

  get(store: string, key: string): Uint8Array | null {
    return this.#stores.get(store)?.get(key) ?? null;
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#bytes += entryBytes(key, value) - entryBytes(key, this.get(store, key));
    let values = this.#stores.get(store);
    if (values === undefined) {
      values = new Map();
      this.#stores.set(store, values);
    }
    values.set(key, value);
  }

  delete(store: string, key: string): void {
    this.#bytes -= entryBytes(key, this.get(store, key));
    this.#stores.get(store)?.delete(key);
  }

  exists(store: string, key: string): boolean {
    return this.#stores.get(store)?.has(key) ?? false;
  }

  keys(store: string): string[] {
    // Spin promises no order; a sorted one makes equal stores look equal to a component.
    return [...(this.#stores.get(store)?.keys() ?? [])].sort();
  }

  /** Writes every value of a snapshot and deletes every key that it says is absent. */
  apply(snapshot: StoreSnapshot): void {
    for (const [store, values] of snapshot) {
      for (const [key, value] of values) {
        if (value === null) this.delete(store, key);
        else this.set(store, key, value);
      }
    }
  }
}

/** The overhead of a key, so that many empty entries are not free. */
const KEY_BYTES = 100;

/** The size of a key with its value in bytes; 0 if it is absent. */
export function entryBytes(key: string, value: Uint8Array | null): number {
  return value === null ? 0 : KEY_BYTES + 2 * key.length + value.length;
}
