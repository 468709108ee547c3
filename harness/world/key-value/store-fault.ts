import type { KeyValue } from './key-value.ts';

/** The operations of a key-value store that can fail. */
export const STORE_OPERATIONS = ['get', 'set', 'delete', 'exists', 'keys'] as const;

/** A fault that a scenario injects into its key-value stores. */
export interface StoreFault {
  readonly operation: (typeof STORE_OPERATIONS)[number];
  /** The label of the store. */
  readonly store: string;
  /** The prefix of the keys. A listing (`keys`) has no key and matches any prefix. */
  readonly prefix: string;
  /** Which of the matching operations fails, counted from 1 across all calls (default: all). */
  readonly nth?: number;
  /** The error message that the component gets. */
  readonly message: string;
}

/** A fault that never happened. */
export interface UnmetFault {
  readonly fault: StoreFault;
  /** How many operations matched, all of them before the one that should fail. */
  readonly count: number;
}

/** The faults of a world, counted across all its calls. */
export class StoreFaults {
  readonly #faults: ReadonlyArray<{ readonly fault: StoreFault; count: number }>;

  constructor(faults: readonly StoreFault[]) {
    this.#faults = faults.map((fault) => ({ fault, count: 0 }));
  }

  /** Those that have not happened so far. */
  unmet(): UnmetFault[] {
    return this.#faults
      .filter(({ fault, count }) => count < (fault.nth ?? 1))
      .map(({ fault, count }) => ({ fault, count }));
  }

  /**
   * Counts an operation.
   *
   * @param key undefined for a listing of keys
   * @throws Error with the fault's message when the operation should fail.
   */
  count(operation: StoreFault['operation'], store: string, key?: string): void {
    let failing: StoreFault | undefined;
    for (const counted of this.#faults) {
      const { fault } = counted;
      const isMeant = fault.operation === operation && fault.store === store;
      if (!isMeant || key?.startsWith(fault.prefix) === false) continue;
      counted.count += 1;
      if (fault.nth === undefined || fault.nth === counted.count) failing ??= fault;
    }
    if (failing !== undefined) throw new Error(failing.message);
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
