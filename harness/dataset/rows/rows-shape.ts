import { HarnessError } from '../../errors.ts';
import type { ReproducedRow } from '../judging/reproduce-rows.ts';
import { NOT_JSON } from './read-row.ts';
import { NOT_UTF8 } from './row-lines.ts';

/** In bytes; so much of a file tells whether it has one row a line. */
const HEAD = 4_096;

/**
 * The same bytes, where they do not begin as a JSON array or as pretty-printed JSON: each of their
 * lines would be a row that cannot be read.
 *
 * @param path names the rows in the message
 * @throws HarnessError `unreadable`.
 */
export async function* rowsOfLines(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let head = '';
  let isChecked = false;
  for await (const chunk of chunks) {
    if (!isChecked) {
      head += Buffer.from(chunk.subarray(0, HEAD)).toString('latin1');
      refuseOthers(path, head);
      isChecked = head.trim().length >= 2 || head.length >= HEAD;
    }
    yield chunk;
  }
}

function refuseOthers(path: string, head: string): void {
  const isArray = /^\s*\[\s*\{/.test(head) || /^\s*\[\s*\n/.test(head);
  if (!isArray && !/^\s*\{[ \t\r]*\n/.test(head)) return;
  throw new HarnessError({
    code: 'unreadable',
    problem: `Failed to read the rows: this is ${isArray ? 'a JSON array' : 'pretty-printed JSON'}`,
    next: `Write one row a line, for example with \`jq -c '${isArray ? '.[]' : '.'}'\`.`,
    file: path,
  });
}

/** So many rows are held back before the first line of JSON. */
const MOST_HELD = 1_000;

/**
 * The same rows, where a line of them is JSON: a file of something else, a scenario for example, is
 * refused as a whole. Its first lines are held back, so that nothing is written of it.
 *
 * @param path names the rows in the message
 * @throws HarnessError `unreadable` after the last row.
 */
export async function* rowsOfJson(
  path: string,
  rows: AsyncIterable<ReproducedRow>,
): AsyncGenerator<ReproducedRow, void, undefined> {
  let held: ReproducedRow[] = [];
  let isEmpty = true;
  let hasJson = false;
  for await (const row of rows) {
    isEmpty = false;
    const { problem } = row.judgement;
    hasJson ||= problem !== NOT_JSON && problem !== NOT_UTF8;
    held.push(row);
    if (!hasJson && held.length < MOST_HELD) continue;
    yield* held;
    held = [];
  }
  if (isEmpty || hasJson) return;
  throw new HarnessError({
    code: 'unreadable',
    problem: 'Failed to read the rows: no line is JSON',
    next: 'Name a file with one row of a dataset a line, as JSON; `spintape run` takes scenarios.',
    file: path,
  });
}

/** The failure of a dataset without a row, which does not count as success. */
export function noRows(paths: readonly string[]): HarnessError {
  const [file, ...others] = paths;
  const holds = others.length === 0 ? 'it holds none' : 'the files hold none';
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to find rows: ${holds}`,
    next: 'Name files with one row of a dataset a line.',
    file: others.length === 0 ? file : undefined,
  });
}
