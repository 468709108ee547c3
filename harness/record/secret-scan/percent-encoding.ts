const ESCAPE = /%([0-9A-Fa-f]{2})/g;

/** Whether a text has percent-encoded bytes. */
export function isPercentEncoded(text: string): boolean {
  return text.search(ESCAPE) >= 0;
}

/**
 * Percent-encoding undone (RFC 3986, 2.1; `+` is a space, as forms have it) in a text whose
 * characters are bytes.
 */
export function percentDecoded(text: string): string {
  return text
    .replaceAll('+', ' ')
    .replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Where in the encoded text the character stands that is at `index` in the decoded one. */
export function encodedIndex(text: string, index: number): number {
  let decodedEnd = 0;
  let end = 0;
  for (const match of text.matchAll(ESCAPE)) {
    const before = match.index - end;
    if (decodedEnd + before >= index) break;
    decodedEnd += before + 1;
    end = match.index + 3;
  }
  return end + index - decodedEnd;
}
