import { createReadStream } from 'node:fs';
import { reproduceRows, rowsSetting } from '../../harness/internal.ts';
import { rowResult } from '../../harness/report/rows/row-result.ts';
import { RowsSummary } from '../../harness/report/rows/rows-summary.ts';
import { rowsText } from '../../harness/report/rows/rows-text.ts';
import { plainPaint } from '../../harness/report/text/paint.ts';
import { deepFabricLine, type RowCall } from '../dataset/deepfabric-row.fixture.ts';
import type { FuzzFormat, Reading } from './fuzz-format.ts';
import { JSON_LINES_PIECES } from './json-pieces.ts';
import { oneAnswerHost, SHIPPED_APP } from './one-answer-host.ts';

const WRITE: RowCall = ['write_file', { file_path: 'a.txt', content: 'hi' }, 'ok'];
const READ: RowCall = ['read_file', { file_path: 'a.txt' }, 'ok'];
const ISSUES: RowCall = ['gh_list_issues', { owner: 'octo', repo: 'hello', limit: 1.0 }, '[]'];

function plainLine(): string {
  const call = (id: string, args: unknown) => ({
    ...{ id, type: 'function', function: { name: 'read_file', arguments: args } },
  });
  return JSON.stringify({
    messages: [
      { role: 'system', content: [{ type: 'text', text: 'You have tools.' }] },
      { role: 'user', content: 'Read.' },
      { role: 'assistant', content: null, tool_calls: [call('a', { file_path: 'a', n: 1.5 })] },
      { role: 'tool', tool_call_id: 'a', content: [{ type: 'text', text: 'x' }] },
      { role: 'assistant', content: 'Done.' },
    ],
    tools: [{ type: 'function', function: { name: 'read_file', parameters: { type: 'object' } } }],
  });
}

function flatLine(): string {
  const flat = { tool_used: 'read_file', tool_input: '{"file_path":"a"}', tool_output: 'ok' };
  return JSON.stringify({ question: 'Read.', available_tools: [{ name: 'read_file' }], ...flat });
}

const LINES = [
  deepFabricLine([[WRITE], [READ]]),
  deepFabricLine([[WRITE, READ], [ISSUES]], { question: 'Do all.', tools: ['read_file'] }),
  deepFabricLine([[['get_weather', { city: 'Paris', days: [1, 2] }, '{"t":1}']]]),
  plainLine(),
  flatLine(),
];

/** Rows of datasets: every row that is read is judged and reported. */
export const ROWS: FuzzFormat = {
  name: 'rows',
  ending: '.jsonl',
  sound: LINES.map((line, index) => `${line}\n${LINES[(index + 1) % LINES.length]}\n`),
  pieces: JSON_LINES_PIECES,
  isJson: true,
  reading: readingOfRows,
};

async function* noRows() {}

async function readingOfRows(path: string): Promise<Reading> {
  const world = { file: path };
  const app = { manifest: SHIPPED_APP, host: oneAnswerHost };
  const setting = rowsSetting(world, 0);
  const summary = new RowsSummary();
  let unreadable = 0;
  const rows = reproduceRows(createReadStream(path), { app, setting, atOnce: 2 });
  for await (const { judgement } of rows) {
    summary.add(judgement);
    const isUnreadable = judgement.reason === 'unreadable-row';
    if (isUnreadable && !isClearProblem(judgement.problem, judgement.line)) {
      throw new Error(`not a clear problem: ${judgement.problem}`);
    }
    if (isUnreadable) unreadable += 1;
    const row = { path, row: judgement };
    JSON.parse(JSON.stringify(rowResult(row)));
    rowsText({ summary, shown: [row], unreadable: [], rows: noRows }, plainPaint);
  }
  return unreadable > 0 ? 'refused' : 'read';
}

function isClearProblem(problem: string | undefined, line: number): boolean {
  const isWorded = /^Failed to read the row: .+[^.]$/s.test(problem ?? '');
  return isWorded && line >= 1 && !/call stack/.test(problem ?? '');
}
