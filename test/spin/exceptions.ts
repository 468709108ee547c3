import type { SpinRow } from './recorded-answers.ts';
import type { RawAnswer } from './send-raw.ts';

/** A request that the two answer differently. */
export interface Difference {
  readonly row: SpinRow;
  readonly answer: RawAnswer;
}

/**
 * Requests that are not compared, and why: their answers depend on servers that were there when
 * the answers were recorded.
 */
export function notCompared({ label, n, request }: SpinRow): boolean {
  const body = typeof request.body === 'string' ? request.body : '';
  // Sent many at a time, and recorded without their bodies.
  if (label === 'parallel' || String(n).startsWith('par')) return true;
  if (label.startsWith('gh_')) return true;
  return AFTER_PULL.has(label) || (label.startsWith('mock pull') && /:430[14]/.test(body));
}

const AFTER_PULL = new Set([
  'mock list after pull',
  "mock execute echo {'message': 'hi'}",
  "mock call echo {'message': 'hi'}",
]);

/** The exceptions of docs/spin.md, by name, in the order in which they are tried. */
const EXCEPTIONS: ReadonlyArray<readonly [name: string, is: (found: Difference) => boolean]> = [
  ['no route', ({ row, answer }) => status(row) === 404 && statusOf(answer) === 404],
  [
    'refused hosts',
    ({ row, answer }) => row.label.startsWith('mock pull') && statusOf(answer) === 403,
  ],
  ['headers of Spin', ({ row }) => row.label.includes("('spin-full-url'")],
  ['web pages', ({ answer, row }) => isDoor(answer) && !/host|other\.example/.test(row.label)],
  ['hosts', ({ row }) => /^(?:host|no host|1\.0 no host|path 'http:\/\/other)/.test(row.label)],
  ['header values', ({ row }) => /'[ÿé]'\)\]/.test(row.label)],
  [
    'limits',
    ({ row, answer }) => [431, 413].some((code) => [status(row), statusOf(answer)].includes(code)),
  ],
  ['long bodies', ({ row }) => LONG.test(row.label)],
  ['reading HTTP', ({ row, answer }) => isOfParser(answer) || READ_OTHERWISE.has(row.label)],
];

const LONG = /^(?:big |read '(?:big|gw|u')|mock execute gw|del sb)/;
const READ_OTHERWISE = new Set(['method CONNECT', "path '/vfs/\"<>^`{|}'", '0.9', 'lf only']);

/** The name of the exception that a difference is; undefined for one that has no name. */
export function exceptionOf(found: Difference): string | undefined {
  return EXCEPTIONS.find(([, is]) => is(found))?.[0];
}

function status({ spin }: SpinRow): number | undefined {
  return 'status' in spin ? spin.status : undefined;
}

function statusOf(answer: RawAnswer): number {
  return 'status' in answer ? answer.status : 0;
}

function textOf(answer: RawAnswer): string {
  return 'body' in answer ? Buffer.from(answer.body).toString('utf8') : '';
}

function isDoor(answer: RawAnswer): boolean {
  return [403, 415].includes(statusOf(answer)) && /refused|content type/.test(textOf(answer));
}

function isOfParser(answer: RawAnswer): boolean {
  return textOf(answer).includes('The request is not valid HTTP');
}
