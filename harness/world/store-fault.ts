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

/** Key-value stores with faults; an operation that fails changes nothing. */
export class FaultyKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #faults: ReadonlyArray<StoreFault & { count: number }>;

  constructor(inner: KeyValue, faults: readonly StoreFault[]) {
    this.#inner = inner;
    this.#faults = faults.map((fault) => ({ ...fault, count: 0 }));
  }

  get(store: string, key: string): Uint8Array | null {
    this.#failIfDue('get', store, key);
    return this.#inner.get(store, key);
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#failIfDue('set', store, key);
    this.#inner.set(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#failIfDue('delete', store, key);
    this.#inner.delete(store, key);
  }

  exists(store: string, key: string): boolean {
    this.#failIfDue('exists', store, key);
    return this.#inner.exists(store, key);
  }

  keys(store: string): string[] {
    this.#failIfDue('keys', store, undefined);
    return this.#inner.keys(store);
  }

  #failIfDue(operation: StoreFault['operation'], store: string, key: string | undefined): void {
    for (const fault of this.#faults) {
      const isMeant = fault.operation === operation && fault.store === store;
      if (!isMeant || key?.startsWith(fault.prefix) === false) continue;
      fault.count += 1;
      if (fault.nth === undefined || fault.nth === fault.count) throw new Error(fault.message);
    }
  }
}
