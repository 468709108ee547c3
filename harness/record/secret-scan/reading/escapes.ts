import { Buffer } from 'node:buffer';
import type { Rewriting } from './rewriting.ts';

/**
 * The escapes of strings in JSON, JavaScript, Python, C and shells undone, in a text whose
 * characters are bytes. Strings within strings have their backslashes doubled, and so on, so that
 * any number of them counts as one.
 */
export const ESCAPES: Rewriting = {
  pattern: new RegExp(
    String.raw`\\{1,16}(?:u[0-9A-Fa-f]{4}|u\{[0-9A-Fa-f]{1,6}\}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}` +
      String.raw`|[0-7]{1,3}|[abefnrtv"'/${'`'}]|\r?\n)?`,
    'g',
  ),
  write: (match) => {
    const written = match.slice(match.lastIndexOf('\\') + 1);
    const [first = ''] = written;
    if (first === '') return '\\';
    if (/[uU]/.test(first)) return character(Number.parseInt(written.replace(/^.\{?/, ''), 16));
    if (first === 'x') return String.fromCharCode(Number.parseInt(written.slice(1), 16));
    if (/[0-7]/.test(first)) return String.fromCharCode(Number.parseInt(written, 8) & 0xff);
    // A line that goes on in the next one.
    if (/[\r\n]/.test(first)) return '';
    return CONTROLS.get(first) ?? first;
  },
};

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
