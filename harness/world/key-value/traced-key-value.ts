import type { KeyValue } from './key-value.ts';

/** One question of a call to its key-value stores, with the answer. */
export type StoreRead =
  | {
      readonly operation: 'get';
      readonly store: string;
      readonly key: string;
      readonly value: Uint8Array | null;
    }
  | { readonly operation: 'keys'; readonly store: string; readonly keys: readonly string[] };

/** The key-value stores of one call, with a trace of its operations in order. */
export class TracedKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #reads: StoreRead[] = [];

  constructor(inner: KeyValue) {
    this.#inner = inner;
  }

  /** In the order of the operations. */
  get reads(): readonly StoreRead[] {
    return this.#reads;
  }

  get(store: string, key: string): Uint8Array | null {
    const value = this.#inner.get(store, key);
    this.#reads.push({ operation: 'get', store, key, value });
    return value;
  }

  /** Recorded as a read of the value, which implies the answer. */
  exists(store: string, key: string): boolean {
    return this.get(store, key) !== null;
  }

  keys(store: string): string[] {
    const keys = this.#inner.keys(store);
    this.#reads.push({ operation: 'keys', store, keys });
    return keys;
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#inner.set(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#inner.delete(store, key);
  }
}

/**
 * The first read that both runs made after the same operations, with different answers. Values take
 * precedence over lists of keys, which may differ without affecting the call. Undefined if there is
 * none: then something else made the runs differ first, or they are equal.
 */
export function firstOtherRead(
  one: readonly StoreRead[],
  other: readonly StoreRead[],
): StoreRead | undefined {
  let list: StoreRead | undefined;
  for (const [index, read] of one.entries()) {
    const again = other[index];
    if (again === undefined || questionOf(again) !== questionOf(read)) break;
    if (sameAnswer(read, again)) continue;
    if (read.operation === 'get') return read;
    list ??= read;
  }
  return list;
}

function questionOf(read: StoreRead): string {
  return JSON.stringify([read.operation, read.store, read.operation === 'get' ? read.key : null]);
}

function sameAnswer(one: StoreRead, other: StoreRead): boolean {
  if (one.operation === 'keys' || other.operation === 'keys') {
    return JSON.stringify(one) === JSON.stringify(other);
  }
  if (one.value === null || other.value === null) return one.value === other.value;
  return Buffer.compare(one.value, other.value) === 0;
}
