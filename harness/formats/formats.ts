/**
 * The formats of recorded HTTP: Spintape's own, definitions of nock, and handlers of MSW, which can
 * only be written, as the scenario of a cassette.
 */
export type ConvertFormat = 'cassette' | 'scenario' | 'nock' | 'msw';

/** The format of a text, or undefined if it cannot be read. */
export function formatOfText(text: string): 'cassette' | 'nock' | undefined {
  if (/^\uFEFF?\s*\[/.test(text)) return 'nock';
  EMPTY_LINE.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let start = EMPTY_LINE.lastIndex;
  while (EMPTY_LINE.test(text)) start = EMPTY_LINE.lastIndex;
  return /^\s*\{?\s*["']?spintape["']?\s*:/.test(text.slice(start)) ? 'cassette' : undefined;
}

// Line by line: an expression for all lines would backtrack over blank lines.
const EMPTY_LINE = /[^\S\n]*(?:#[^\n]*|---)?\n/y;

/** The format of a file name's extension. */
export function formatOfPath(path: string): ConvertFormat | undefined {
  if (/\.ya?ml$/i.test(path)) return 'cassette';
  if (/\.json$/i.test(path)) return 'nock';
  return /\.[cm]?[jt]s$/i.test(path) ? 'msw' : undefined;
}
