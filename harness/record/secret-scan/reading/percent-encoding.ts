import type { Rewriting } from './rewriting.ts';

/** Percent-encoding undone (RFC 3986, 2.1) in a text whose characters are bytes. */
export const PERCENT: Rewriting = { pattern: /%[0-9A-Fa-f]{2}/g, write: decoded };

/** The same as forms write it: a `+` is a space. */
export const FORM: Rewriting = {
  pattern: /%[0-9A-Fa-f]{2}|\+/g,
  write: (match) => (match === '+' ? ' ' : decoded(match)),
};

/** Whether a text has percent-encoded bytes. */
export function isPercentEncoded(text: string): boolean {
  return /%[0-9A-Fa-f]{2}/.test(text);
}

function decoded(match: string): string {
  return String.fromCharCode(Number.parseInt(match.slice(1), 16));
}
