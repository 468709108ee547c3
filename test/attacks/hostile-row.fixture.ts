import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

/** A row of a hostile data set before it is edited. */
export type Row = ReturnType<typeof honestRow>;

/** Edits of the honest row, or whole rows, or their texts, by name. */
export type HostileRows = Readonly<Record<string, ((row: Row) => unknown) | object | string>>;

/** A row that reproduces: two calls, in messages and in executions. */
function honestRow() {
  const turns = [['a', 'A'] as const, ['b', 'B'] as const];
  const args = (path: string) => JSON.stringify({ file_path: path });
  const call = (path: string, id: string) => [
    {
      role: 'assistant',
      content: '',
      tool_calls: [
        { id, type: 'function', function: { name: 'read_file', arguments: args(path) } },
      ],
    },
  ];
  const messages: Array<Record<string, unknown>> = turns.flatMap(([path, content]) => [
    ...call(path, `call_${path}`),
    { role: 'tool', content, tool_call_id: `call_${path}` },
  ]);
  const executions: Array<Record<string, unknown>> = turns.map(([path, result]) => ({
    function_name: 'read_file',
    arguments: args(path),
    result,
  }));
  const [first = {}, second = {}] = executions;
  return { messages, tool_context: { executions }, first, second };
}

/** A line of a data set: a row or a text as it is, or the honest row after an edit. */
export function lineOf(made: HostileRows[string]): string {
  if (typeof made === 'string') return made;
  if (typeof made !== 'function') return JSON.stringify(made);
  const row = honestRow();
  made(row);
  const { first: _, second: __, ...others } = row;
  return JSON.stringify(others);
}

/** The built command's verdict of each row: `same`, `unverifiable missing-calls`. */
export async function rowReasons(rows: HostileRows): Promise<Record<string, string>> {
  const folder = temporaryFolder();
  const world = 'spintape: 1\nname: world\nworld: {files: {a: A, b: B}}\n';
  writeFileSync(join(folder, 'world.yaml'), world);
  writeFileSync(join(folder, 'rows.jsonl'), Object.values(rows).map(lineOf).join('\n'));
  const run = '$spintape reproduce rows.jsonl --world world.yaml --json';
  const { results } = JSON.parse((await shell(run, folder)).stdout);
  const names = Object.keys(rows);
  return Object.fromEntries(
    results.map((result: { line: number; verdict: string; reason?: string }) => [
      names[result.line - 1],
      [result.verdict, ...(result.reason === undefined ? [] : [result.reason])].join(' '),
    ]),
  );
}

/** The same said of every row. */
export function allOf(rows: HostileRows, said: string): Record<string, string> {
  return Object.fromEntries(Object.keys(rows).map((name) => [name, said]));
}

/** An edit that adds a message with this content. */
export function saying(content: unknown, role: unknown = 'assistant') {
  return ({ messages }: Row): unknown => messages.push({ role, content });
}

/** The text of a call that is only written down. */
export const WRITTEN_CALL =
  '<tool_call>\n{"name": "delete_file", "arguments": {"file_path": "a"}}\n</tool_call>';
