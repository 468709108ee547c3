import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import type { KeyValue } from './key-value.ts';

/** A part of some key-value stores, as plain data. */
export interface StorePart {
  /** What keys hold; null for those that are absent. */
  readonly values: StoreSnapshot;
  /** All keys of a store, by its label; of other stores only the keys in `values` are known. */
  readonly lists: ReadonlyMap<string, readonly string[]>;
}

/**
 * Key-value stores of which only a part is known. What is asked of the rest is answered as if it
 * were empty, and noted.
 */
export class PartialKeyValue implements KeyValue {
  readonly #values: Map<string, Map<string, Uint8Array | null>>;
  readonly #lists: Map<string, Set<string>>;
  #isLacking = false;

  constructor({ values, lists }: StorePart) {
    this.#values = new Map([...values].map(([store, entries]) => [store, new Map(entries)]));
    this.#lists = new Map([...lists].map(([store, keys]) => [store, new Set(keys)]));
  }

  /** Whether something was asked that is not known. */
  get isLacking(): boolean {
    return this.#isLacking;
  }

  get(store: string, key: string): Uint8Array | null {
    const value = this.#values.get(store)?.get(key);
    if (value !== undefined) return value;
    if (this.#lists.get(store)?.has(key) !== false) this.#isLacking = true;
    return null;
  }

  exists(store: string, key: string): boolean {
    return this.get(store, key) !== null;
  }

  keys(store: string): string[] {
    const keys = this.#lists.get(store);
    if (keys === undefined) this.#isLacking = true;
    return [...(keys ?? [])].sort();
  }

  set(store: string, key: string, value: Uint8Array): void {
    this.#put(store, key, value);
    this.#lists.get(store)?.add(key);
  }

  delete(store: string, key: string): void {
    this.#put(store, key, null);
    this.#lists.get(store)?.delete(key);
  }

  #put(store: string, key: string, value: Uint8Array | null): void {
    const values = this.#values.get(store);
    if (values === undefined) this.#values.set(store, new Map([[key, value]]));
    else values.set(key, value);
  }
}
