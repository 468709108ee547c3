import { Buffer } from 'node:buffer';
import { alphabetOf, type CharacterRun, characterRuns } from './character-runs.ts';

/** A decoded part of a text. */
export interface EncodedText {
  /** The decoded bytes, one character for each. */
  readonly text: string;
  readonly form: 'base64' | 'hexadecimal' | 'UTF-16';
  /** Where its encoded form begins. */
  readonly index: number;
  /** The distance between its characters there; absent where that varies. */
  readonly step?: number;
  /** Whether it looks like text rather than binary data. */
  readonly isReadable: boolean;
}

/** Part of every secret; random bytes hardly ever have as many characters in a row. */
const HOLDS_WORD = /[!-~]{8}|(?:[!-~]\0{1,15}){8}/;

/**
 * Decodes every part of a text that may be base64 (RFC 4648, also URL-safe, also wrapped),
 * hexadecimal, or ASCII in UTF-16. A word may directly precede base64 (`data/c2Vj…`), so each run
 * is decoded from each of its first four characters on, and hexadecimal from its first two; other
 * text decodes to bytes without secrets.
 *
 * @param shortest the number of bytes of the shortest secret that is searched for
 */
export function encodedTexts(text: string, shortest: number): EncodedText[] {
  return [...base64Texts(text, shortest), ...hexadecimalTexts(text, shortest), ...wideTexts(text)];
}

const BASE64 = alphabetOf(/[A-Za-z0-9+/_-]/);

function* base64Texts(text: string, shortest: number): Generator<EncodedText> {
  for (const { index, end } of inLines(text, Math.ceil((shortest * 4) / 3))) {
    const run = text.slice(index, end).replace(/[\r\n]/g, '');
    for (const start of [0, 1, 2, 3]) {
      const decoded = Buffer.from(run.slice(start), 'base64').toString('latin1');
      if (holdsText(decoded)) yield { ...shown(decoded), form: 'base64', index };
    }
  }
}

// Line by line, and the last line may be short. Longer lines are matched in pieces: an expression
// that matches them at once would overflow the stack.
const MORE = /\r?\n[A-Za-z0-9+/_-]|[A-Za-z0-9+/_-]{1,4096}/y;

function* inLines(text: string, least: number): Generator<CharacterRun> {
  let last = 0;
  for (const { index, end } of characterRuns(text, BASE64, least)) {
    if (index < last) continue;
    last = end;
    MORE.lastIndex = end;
    while (MORE.test(text)) last = MORE.lastIndex;
    yield { index, end: last };
  }
}

const HEXADECIMAL = alphabetOf(/[0-9A-Fa-f]/);

function* hexadecimalTexts(text: string, shortest: number): Generator<EncodedText> {
  for (const { index, end } of characterRuns(text, HEXADECIMAL, 2 * shortest)) {
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
    // With the zeros first, the last character has no zero after it.
    const decoded = text.slice(found.index, end + 1).replaceAll('\0', '');
    const step = Math.round((end - found.index) / decoded.length);
    yield { ...shown(decoded), form: 'UTF-16', index: found.index, step };
    // The callback may decode other texts in between.
    WIDE.lastIndex = end;
  }
}

// Gzip data begins like this, and hardly ever contains a word.
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
