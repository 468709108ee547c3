import type { KeyValue } from './key-value.ts';

/** The operations of a key-value store that can fail. */
export const STORE_OPERATIONS = ['get', 'set', 'delete', 'exists', 'keys'] as const;

/** A fault of the key-value stores that a scenario demands of its world. */
export interface StoreFault {
  readonly operation: (typeof STORE_OPERATIONS)[number];
  /** The label of the store. */
  readonly store: string;
  /** What the key begins with; the listing of `keys` has none, and any prefix fits it. */
  readonly prefix: string;
  /** Which of the operations that fit fails, counted from 1 in all calls; absent: each of them. */
  readonly nth?: number;
  /** What the component is told. */
  readonly message: string;
}

/** The faults of a world, counted through all of its calls. */
export class StoreFaults {
  readonly #faults: ReadonlyArray<StoreFault & { count: number }>;

  constructor(faults: readonly StoreFault[]) {
    this.#faults = faults.map((fault) => ({ ...fault, count: 0 }));
  }

  /**
   * Counts an operation.
   *
   * @param key undefined for a listing of keys
   * @throws Error with the fault's message when the operation is to fail.
   */
  count(operation: StoreFault['operation'], store: string, key?: string): void {
    for (const fault of this.#faults) {
      const isMeant = fault.operation === operation && fault.store === store;
      if (!isMeant || key?.startsWith(fault.prefix) === false) continue;
      fault.count += 1;
      if (fault.nth === undefined || fault.nth === fault.count) throw new Error(fault.message);
    }
  }
}

/** Key-value stores with faults; an operation that fails changes nothing. */
export class FaultyKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #faults: StoreFaults;

  constructor(inner: KeyValue, faults: StoreFaults) {
    this.#inner = inner;
    this.#faults = faults;
  }

  get(store: string, key: string): Uint8Array | null {
    this.#faults.count('get', store, key);
    return this.#inner.get(store, key);
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#faults.count('set', store, key);
    this.#inner.set(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#faults.count('delete', store, key);
    this.#inner.delete(store, key);
  }

  exists(store: string, key: string): boolean {
    this.#faults.count('exists', store, key);
    return this.#inner.exists(store, key);
  }

  keys(store: string): string[] {
    this.#faults.count('keys', store);
    return this.#inner.keys(store);
  }
}
