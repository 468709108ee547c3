import { Buffer } from 'node:buffer';
import type { Rewriting } from './rewriting.ts';

/**
 * Undoes the string escapes of JSON, JavaScript, Python, C and shells, in a text whose characters
 * are bytes. Strings within strings have their backslashes doubled, and so on, so that a run of 1,
 * 2, 4, … begins an escape, and one of 3, 6, 12, … is a backslash before an escape. Quotes and
 * slashes get another backslash at each level, so all backslashes before them are removed.
 */
export const ESCAPES: Rewriting = {
  pattern: new RegExp(
    String.raw`\\{1,16}(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}` +
      String.raw`|[0-7]{1,3}|[abefnrtv"'/${'`'}]|\r?\n)?`,
    'g',
  ),
  write: (match) => {
    const backslashes = match.lastIndexOf('\\') + 1;
    const written = match.slice(backslashes);
    if (written === '') return '\\';
    if (IS_QUOTE.test(written)) return written;
    return '\\'.repeat(plainBackslashes(backslashes)) + unescaped(written);
  },
};

const IS_QUOTE = /^["'/`]/;

// In a string at the nth level a backslash is 2^n of them, and an escape begins with 2^(n-1).
function plainBackslashes(run: number): number {
  let odd = run;
  while (odd % 2 === 0) odd /= 2;
  return (odd - 1) / 2;
}

function unescaped(written: string): string {
  const [first = ''] = written;
  if (/[uU]/.test(first)) return character(Number.parseInt(written.replace(/^.\{?/, ''), 16));
  if (first === 'x') return String.fromCharCode(Number.parseInt(written.slice(1), 16));
  if (/[0-7]/.test(first)) return String.fromCharCode(Number.parseInt(written, 8) & 0xff);
  // A line continuation.
  if (/[\r\n]/.test(first)) return '';
  return CONTROLS.get(first) ?? first;
}

const CONTROLS: ReadonlyMap<string, string> = new Map([
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

function character(codePoint: number): string {
  if (codePoint < 0x80) return String.fromCharCode(codePoint);
  if (codePoint > 0x10ffff) return '?';
  return Buffer.from(String.fromCodePoint(codePoint), 'utf8').toString('latin1');
}
