/**
 * The formats of recorded HTTP: Spintape's own, definitions of nock, and handlers of MSW, which can
 * only be written.
 */
export type ConvertFormat = 'cassette' | 'nock' | 'msw';

/** The format in which a text is, or undefined when it is none that can be read. */
export function formatOfText(text: string): 'cassette' | 'nock' | undefined {
  if (/^\uFEFF?\s*\[/.test(text)) return 'nock';
  const isCassette = /^\uFEFF?(?:\s*(?:#.*|---)?\n)*\s*\{?\s*["']?spintape["']?\s*:/.test(text);
  return isCassette ? 'cassette' : undefined;
}

/** The format that the ending of a file's name stands for. */
export function formatOfPath(path: string): ConvertFormat | undefined {
  if (/\.ya?ml$/i.test(path)) return 'cassette';
  if (/\.json$/i.test(path)) return 'nock';
  return /\.[cm]?[jt]s$/i.test(path) ? 'msw' : undefined;
}
