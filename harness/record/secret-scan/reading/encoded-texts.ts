import { Buffer } from 'node:buffer';
import { alphabetOf, type CharacterRun, characterRuns } from './character-runs.ts';

/** What stands in another encoding somewhere in a text. */
export interface EncodedText {
  /** The decoded bytes, one character for each. */
  readonly text: string;
  readonly form: 'base64' | 'hexadecimal' | 'UTF-16';
  /** Where it begins in its encoding. */
  readonly index: number;
  /** How far apart its characters stand there; absent where that differs. */
  readonly step?: number;
  /** Whether it reads as text rather than as bytes that mean something else. */
  readonly isReadable: boolean;
}

/** Part of every secret; random bytes hardly ever have as many characters in a row. */
const HOLDS_WORD = /[!-~]{8}|(?:[!-~]\0{1,15}){8}/;

/**
 * Whatever in a text may be base64 (RFC 4648, also for URLs, also in lines), hexadecimal, or ASCII
 * in UTF-16, decoded. Words stand directly before some base64 (`data/c2Vj…`), so each run is read
 * from its first four characters on, and hexadecimal from its first two; what is none decodes to
 * bytes that hold no secret.
 */
export function encodedTexts(text: string): EncodedText[] {
  return [...base64Texts(text), ...hexadecimalTexts(text), ...wideTexts(text)];
}

// At least this much base64 may hold a secret: 16 bytes.
const BASE64 = { alphabet: alphabetOf(/[A-Za-z0-9+/_-]/), least: 22 };

function* base64Texts(text: string): Generator<EncodedText> {
  for (const { index, end } of inLines(text)) {
    const run = text.slice(index, end).replace(/[\r\n]/g, '');
    for (const start of [0, 1, 2, 3]) {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('latin1');
      if (holdsText(decoded)) yield { ...shown(decoded), form: 'base64', index };
    }
  }
}

// Line by line, and the last line may be short. Longer lines go on in one piece after another: one
// that an expression may match at once would need more stack than there is.
const MORE = /\r?\n[A-Za-z0-9+/_-]|[A-Za-z0-9+/_-]{1,4096}/y;

function* inLines(text: string): Generator<CharacterRun> {
  let last = 0;
  for (const { index, end } of characterRuns(text, BASE64.alphabet, BASE64.least)) {
    if (index < last) continue;
    last = end;
    MORE.lastIndex = end;
    while (MORE.test(text)) last = MORE.lastIndex;
    yield { index, end: last };
  }
}

const HEXADECIMAL = { alphabet: alphabetOf(/[0-9A-Fa-f]/), least: 32 };

function* hexadecimalTexts(text: string): Generator<EncodedText> {
  for (const { index, end } of characterRuns(text, HEXADECIMAL.alphabet, HEXADECIMAL.least)) {
    for (const start of [index, index + 1]) {
      const decoded = Buffer.from(text.slice(start, end), 'hex').toString('latin1');
      if (holdsText(decoded)) yield { ...shown(decoded), form: 'hexadecimal', index };
    }
  }
}

// Whether the zeros come first or last, the characters between are the same; UTF-32 has three, and
// so has UTF-16 that was taken for bytes and encoded again.
const WIDE = /(?:[\t\n\r -~]\0{1,15}){8}/g;
const MORE_WIDE = /(?:[\t\n\r -~]\0{1,15}){1,64}/y;

function* wideTexts(text: string): Generator<EncodedText> {
  if (!text.includes('\0')) return;
  WIDE.lastIndex = 0;
  for (let found = WIDE.exec(text); found !== null; found = WIDE.exec(text)) {
    let end = WIDE.lastIndex;
    MORE_WIDE.lastIndex = end;
    while (MORE_WIDE.test(text)) end = MORE_WIDE.lastIndex;
    // The last character of the form with the zeros first has none behind it.
    const decoded = text.slice(found.index, end + 1).replaceAll('\0', '');
    const step = Math.round((end - found.index) / decoded.length);
    yield { ...shown(decoded), form: 'UTF-16', index: found.index, step };
    // What is done with a text may look into others in between.
    WIDE.lastIndex = end;
  }
}

// What is packed in gzip begins like this, and hardly has a word in it.
function holdsText(decoded: string): boolean {
  return HOLDS_WORD.test(decoded) || decoded.startsWith('\x1f\x8b\b');
}

function shown(text: string): Pick<EncodedText, 'text' | 'isReadable'> {
  return { text, isReadable: isReadable(text) };
}

// The bytes of UTF-8 text beyond ASCII are as frequent as in any language; controls are not.
function isReadable(text: string): boolean {
  const sample = text.slice(0, 512);
  const odd = sample.replace(/[\t\n\r -~\x80-\xff]/g, '').length;
  const plain = sample.replace(/[^\t\n\r -~]/g, '').length;
  return odd === 0 && plain >= sample.length * 0.6;
}
