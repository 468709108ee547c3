import type { ShapeMatch } from './secret-shape.ts';

const BEGINNING = /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g;

/**
 * The text allowed between the first line and the key: blanks, line breaks, which may be escaped,
 * and the headers of RFC 1421, each to the end of its line.
 */
const BETWEEN = /[\s\\]{1,200}[nr]?|[nr]?[A-Za-z-]{1,30}: [^\r\n\\]{0,200}/y;
const MOST_BETWEEN = 30;

/** The part that distinguishes a key from the mention of one. */
const KEY = /[A-Za-z0-9+/]{20}/y;
const MORE = /[A-Za-z0-9+/]{0,4096}/y;

/** Private keys in PEM (RFC 7468), in older forms with headers, and of PGP. */
export function* privateKeyMatches(text: string): Generator<ShapeMatch> {
  for (const { 0: beginning, index } of text.matchAll(BEGINNING)) {
    let at = index + beginning.length;
    for (let count = 0; count < MOST_BETWEEN; count += 1) {
      if (matchEnd(KEY, text, at) !== undefined) break;
      const end = matchEnd(BETWEEN, text, at);
      if (end === undefined) break;
      at = end;
    }
    const end = matchEnd(KEY, text, at);
    if (end === undefined) continue;
    yield { secret: text.slice(index, matchEnd(MORE, text, end)), index };
  }
}

function matchEnd(sticky: RegExp, text: string, at: number): number | undefined {
  sticky.lastIndex = at;
  return sticky.test(text) ? sticky.lastIndex : undefined;
}
