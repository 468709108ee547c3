import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import type { KeyValue } from './key-value.ts';

type Contents = Map<string, Map<string, Uint8Array | null>>;

/**
 * The key-value stores of one call, observed: the values that it read and a replay would not have,
 * and its changes.
 */
export class ObservedKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #replayed: KeyValue;
  readonly #given: Contents = new Map();
  readonly #before: Contents = new Map();
  readonly #replayedBefore: Contents = new Map();
  readonly #written: Contents = new Map();
  readonly #stores = new Set<string>();

  /**
   * @param inner the stores that the call works on
   * @param replayed the stores as a replay of the calls so far would have them
   */
  constructor(inner: KeyValue, replayed: KeyValue) {
    this.#inner = inner;
    this.#replayed = replayed;
  }

  get(store: string, key: string): Uint8Array | null {
    this.#stores.add(store);
    const value = this.#inner.get(store, key);
    this.#noteRead(store, key, value);
    return value;
  }

  exists(store: string, key: string): boolean {
    return this.get(store, key) !== null;
  }

  /**
   * Keys that are missing from the replayed stores are not recorded: they belong to other sessions,
   * and a call that depends on one reads its value too.
   */
  keys(store: string): string[] {
    this.#stores.add(store);
    const keys = this.#inner.keys(store);
    const present = new Set(keys);
    for (const key of this.#replayed.keys(store)) {
      if (!present.has(key)) this.#noteRead(store, key, null);
    }
    return keys;
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#stores.add(store);
    this.#noteWrite(store, key);
    put(this.#written, { store, key, value });
    this.#inner.set(store, key, value);
  }

  delete(store: string, key: string): void {
    this.#stores.add(store);
    this.#noteWrite(store, key);
    put(this.#written, { store, key, value: null });
    this.#inner.delete(store, key);
  }

  /** The entries that the call read and a replay needs, in the order of stores and keys. */
  given(): StoreSnapshot {
    return sorted(this.#given);
  }

  /**
   * The changes of the call: new values, or `null` for deleted keys. Changes are relative to the
   * replayed stores: writing a value that another session wrote before does not change the real
   * stores, but changes those of the replay. Concurrent writes of other calls are not included.
   */
  state(): StoreSnapshot {
    const changes: Contents = new Map();
    for (const [store, values] of this.#replayedBefore) {
      for (const [key, before] of values) {
        const after = this.#written.get(store)?.get(key) ?? null;
        if (!sameValue(before, after)) put(changes, { store, key, value: after });
      }
    }
    return sorted(changes);
  }

  /** The previous values of the keys that the call wrote. */
  before(): StoreSnapshot {
    return this.#before;
  }

  /** Labels of the stores that the call looked into or wrote to, sorted. */
  stores(): string[] {
    return [...this.#stores].sort();
  }

  #noteRead(store: string, key: string, value: Uint8Array | null): void {
    if (this.#before.get(store)?.has(key)) return;
    if (sameValue(value, this.#replayed.get(store, key))) return;
    put(this.#given, { store, key, value });
  }

  #noteWrite(store: string, key: string): void {
    if (this.#before.get(store)?.has(key)) return;
    put(this.#before, { store, key, value: this.#inner.get(store, key) });
    const given = this.#given.get(store)?.get(key);
    const value = given === undefined ? this.#replayed.get(store, key) : given;
    put(this.#replayedBefore, { store, key, value });
  }
}

function put(
  contents: Contents,
  entry: { store: string; key: string; value: Uint8Array | null },
): void {
  const values = contents.get(entry.store);
  if (values === undefined) contents.set(entry.store, new Map([[entry.key, entry.value]]));
  else values.set(entry.key, entry.value);
}

function sameValue(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a === null || b === null ? a === b : Buffer.compare(a, b) === 0;
}

function sorted(contents: Contents): StoreSnapshot {
  const byName = <Value>(map: ReadonlyMap<string, Value>): Array<[string, Value]> =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(byName(contents).map(([store, values]) => [store, new Map(byName(values))]));
}
