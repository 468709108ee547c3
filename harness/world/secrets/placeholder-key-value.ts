import type { KeyValue } from '../key-value/key-value.ts';
import type { CallPlaceholders, PlaceholderMark } from './call-placeholders.ts';

// A store holds fixed forms, which anybody can type. Which of them a component wrote through its
// placeholder is a property of the stored byte array itself, wherever it is kept or put back.
const MARKS = new WeakMap<Uint8Array, readonly PlaceholderMark[]>();

/**
 * The key-value stores as one component sees them in a live call. A placeholder is stored as its
 * fixed form, with a mark; a component that is granted the same secret reads its own placeholder
 * there, so a cached token works in later calls. A fixed form that somebody typed has no mark and
 * stays plain text, and so does one in a key.
 */
export class PlaceholderKeyValue implements KeyValue {
  readonly #inner: KeyValue;
  readonly #placeholders: CallPlaceholders;
  readonly #component: string;

  constructor(inner: KeyValue, placeholders: CallPlaceholders, component: string) {
    this.#inner = inner;
    this.#placeholders = placeholders;
    this.#component = component;
  }

  get(store: string, key: string): Uint8Array | null {
    const value = this.#inner.get(store, this.#hidden(key));
    const marks = value === null ? undefined : MARKS.get(value);
    if (value === null || marks === undefined) return value;
    return this.#placeholders.reveal(this.#component, value, marks);
  }

  set(store: string, key: string, value: Uint8Array): void {
    const marks = this.#placeholders.marksIn(this.#component, value);
    const hidden = this.#placeholders.hideBytes(value);
    if (marks.length > 0) MARKS.set(hidden, marks);
    this.#inner.set(store, this.#hidden(key), hidden);
  }

  delete(store: string, key: string): void {
    this.#inner.delete(store, this.#hidden(key));
  }

  exists(store: string, key: string): boolean {
    return this.#inner.exists(store, this.#hidden(key));
  }

  keys(store: string): string[] {
    return this.#inner.keys(store);
  }

  #hidden(key: string): string {
    return this.#placeholders.hideText(key);
  }
}
