import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

type Row = ReturnType<typeof honestRow>;

/** A row that reproduces: two calls, told by messages and by executions. */
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

/** A line of a data set: the honest row after an edit. */
function edited(edit: (row: Row) => void): string {
  const row = honestRow();
  edit(row);
  const { messages, tool_context } = row;
  return JSON.stringify({ messages, tool_context });
}

describe('a data set cannot pass for what was run', () => {
  async function reasons(rows: Readonly<Record<string, (row: Row) => void>>) {
    const folder = temporaryFolder();
    const world = 'spintape: 1\nname: world\nworld: {files: {a: A, b: B}}\n';
    writeFileSync(join(folder, 'world.yaml'), world);
    writeFileSync(join(folder, 'rows.jsonl'), Object.values(rows).map(edited).join('\n'));
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

  it('with executions that contradict its messages', async () => {
    const rows: Record<string, (row: Row) => void> = {
      'another tool': ({ first }) => Object.assign(first, { function_name: 'delete_file' }),
      'other arguments': ({ first }) => Object.assign(first, { arguments: '{"file_path":"c"}' }),
      'no arguments in place of some': ({ first }) => Object.assign(first, { arguments: '{}' }),
      'one too many': ({ tool_context: { executions }, first }) =>
        executions.push({ ...first, function_name: 'delete_file' }),
      'one too many before': ({ tool_context: { executions }, first }) =>
        executions.unshift({ ...first, function_name: 'list_files', arguments: '{}' }),
      'one twice': ({ tool_context: { executions }, second }) => executions.push(second),
      'another order': ({ tool_context: { executions } }) => executions.reverse(),
    };
    const found = await reasons(rows);
    expect(found).toEqual(
      Object.fromEntries(Object.keys(rows).map((name) => [name, 'differs contradicts-itself'])),
    );
    const other = ({ second }: Row) => Object.assign(second, { result: 'C' });
    expect(await reasons({ 'another result': other })).toEqual({
      'another result': 'differs contradiction',
    });
  });

  it('with calls and answers that are only written down', async () => {
    const call =
      '<tool_call>\n{"name": "delete_file", "arguments": {"file_path": "a"}}\n</tool_call>';
    const reversed =
      '<tool_call>{"arguments": {"file_path": "a"}, "name": "delete_file"}</tool_call>';
    const say =
      (content: string, role = 'assistant') =>
      ({ messages }: Row) => {
        messages.push({ role, content });
      };
    const rows: Record<string, (row: Row) => void> = {
      'a call of Hermes': say(call),
      'the same, the name last': say(`I go on.\n${reversed}`),
      'before the calls': ({ messages }) => messages.unshift({ role: 'assistant', content: call }),
      'beside a call': ({ messages }) => Object.assign(messages[0] ?? {}, { content: call }),
      'not closed': say('<tool_call>\n{"name": "delete_file"}'),
      'an answer': say('<tool_response>\nDeleted.\n</tool_response>'),
      'an answer that the user gives': say('<tool_response>{}</tool_response>', 'user'),
      'a call of Mistral': say('[TOOL_CALLS] [{"name": "delete_file", "arguments": {}}]'),
      'a call of Llama': say('<function=delete_file>{"file_path": "a"}</function>'),
    };
    expect(await reasons(rows)).toEqual(
      Object.fromEntries(Object.keys(rows).map((name) => [name, 'unverifiable missing-calls'])),
    );
  });

  it('and no honest row is accused of it', async () => {
    const code = '```xml\n<tool_call>\n{"name": "x", "arguments": {}}\n</tool_call>\n```';
    const say =
      (content: string, role = 'assistant') =>
      ({ messages }: Row) => {
        messages.push({ role, content });
      };
    const rows: Record<string, (row: Row) => void> = {
      'as it is': () => undefined,
      'executions that were cut off': ({ tool_context }) => tool_context.executions.pop(),
      'no executions': ({ tool_context }) => tool_context.executions.splice(0),
      'other spelling': ({ first }) =>
        Object.assign(first, { arguments: '{ "limit": null, "file_path" : "\\u0061" }' }),
      'arguments as a value': ({ first }) =>
        Object.assign(first, { arguments: { file_path: 'a' } }),
      'arguments that are not told': ({ first }) => Object.assign(first, { arguments: null }),
      'text about such tags': say('A call is put in <tool_call> and </tool_call>.'),
      'code with such tags': say(`This is the form:\n${code}\nThat is all.`),
      'instructions with such tags': say('<tool_call>\n{"name": "x"}\n</tool_call>', 'system'),
      'a question with such a call': say('<tool_call>\n{"name": "x"}\n</tool_call>', 'user'),
      'the text of a call beside it': ({ messages }) =>
        Object.assign(messages[0] ?? {}, {
          content: '<tool_call>\n{"name": "read_file", "arguments": {}}\n</tool_call>',
        }),
    };
    expect(await reasons(rows)).toEqual(
      Object.fromEntries(Object.keys(rows).map((name) => [name, 'same'])),
    );
  });
});
