/** Finds which of many short texts occur in a text, in one pass. */
export class AnchorSearch {
  readonly #byStart = new Map<number, string[]>();
  /** Whether an anchor begins with a pair of characters; most pairs of a text do not. */
  readonly #starts = new Uint8Array(128 * 128);

  /** @param anchors ASCII, of two characters or more */
  constructor(anchors: Iterable<string>) {
    for (const anchor of new Set(anchors)) {
      const start = (anchor.charCodeAt(0) << 7) | anchor.charCodeAt(1);
      this.#starts[start] = 1;
      this.#byStart.set(start, [...(this.#byStart.get(start) ?? []), anchor]);
    }
  }

  anchorsIn(text: string): Set<string> {
    const found = new Set<string>();
    let last = 0xff;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      const start = (last << 7) | code;
      last = code;
      if (code >= 128 || this.#starts[start] !== 1) continue;
      for (const anchor of this.#byStart.get(start) ?? []) {
        if (!found.has(anchor) && text.startsWith(anchor, index - 1)) found.add(anchor);
      }
    }
    return found;
  }
}
