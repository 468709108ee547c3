import { Buffer } from 'node:buffer';

/** What stands in base64 somewhere in a text. */
export interface EncodedText {
  /** The decoded bytes, one character for each. */
  readonly text: string;
  /** Where the base64 begins. */
  readonly index: number;
  /** Whether it reads as text rather than as bytes that mean something else. */
  readonly isReadable: boolean;
}

// At least this much base64 may hold a secret: 16 bytes. A pattern without a bound would need more
// stack than there is for a body of some megabytes in one line.
const BEGINNING = /[A-Za-z0-9+/_-]{22,4096}/g;
const CONTINUATION = /(?:\r?\n)?[A-Za-z0-9+/_-]{1,4096}/y;

/** Part of every secret; random bytes hardly ever have as many characters in a row. */
const HOLDS_WORD = /[!-~]{8}/;

/**
 * Whatever in a text may be base64 (RFC 4648, also for URLs, also in lines), decoded. Words stand
 * directly before some base64 (`data/c2Vj…`), so each run is read from its first four characters
 * on; what is none decodes to bytes that hold no secret.
 */
export function encodedTexts(text: string): EncodedText[] {
  return [...runs(text)].flatMap(({ index, end }) => {
    const run = text.slice(index, end).replace(/[\r\n]+/g, '');
    return [0, 1, 2, 3].flatMap((start) => {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('latin1');
      if (!HOLDS_WORD.test(decoded)) return [];
      return [{ text: decoded, index, isReadable: isReadable(decoded) }];
    });
  });
}

function* runs(text: string): Generator<{ index: number; end: number }> {
  BEGINNING.lastIndex = 0;
  for (let found = BEGINNING.exec(text); found !== null; found = BEGINNING.exec(text)) {
    CONTINUATION.lastIndex = found.index + found[0].length;
    let end = CONTINUATION.lastIndex;
    while (CONTINUATION.test(text)) end = CONTINUATION.lastIndex;
    yield { index: found.index, end };
    BEGINNING.lastIndex = end;
  }
}

// The bytes of UTF-8 text beyond ASCII are as frequent as in any language; controls are not.
function isReadable(text: string): boolean {
  const sample = text.slice(0, 512);
  const odd = sample.replace(/[\t\n\r -~\x80-\xff]/g, '').length;
  const plain = sample.replace(/[^\t\n\r -~]/g, '').length;
  return odd === 0 && plain >= sample.length * 0.6;
}
