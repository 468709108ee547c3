/**
 * The formats of recorded HTTP: Spintape's own, definitions of nock, and handlers of MSW, which can
 * only be written.
 */
export type ConvertFormat = 'cassette' | 'nock' | 'msw';

/** The format in which a text is, or undefined when it is none that can be read. */
export function formatOfText(text: string): 'cassette' | 'nock' | undefined {
  if (/^\uFEFF?\s*\[/.test(text)) return 'nock';
  EMPTY_LINE.lastIndex = text.startsWith('\uFEFF') ? 1 : 0;
  let start = EMPTY_LINE.lastIndex;
  while (EMPTY_LINE.test(text)) start = EMPTY_LINE.lastIndex;
  return /^\s*\{?\s*["']?spintape["']?\s*:/.test(text.slice(start)) ? 'cassette' : undefined;
}

// Line by line: an expression for all of them could divide blank lines in any way it liked.
const EMPTY_LINE = /[^\S\n]*(?:#[^\n]*|---)?\n/y;

/** The format that the ending of a file's name stands for. */
export function formatOfPath(path: string): ConvertFormat | undefined {
  if (/\.ya?ml$/i.test(path)) return 'cassette';
  if (/\.json$/i.test(path)) return 'nock';
  return /\.[cm]?[jt]s$/i.test(path) ? 'msw' : undefined;
}
