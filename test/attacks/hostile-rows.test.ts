import { describe, expect, it } from 'vitest';
import {
  allOf,
  type HostileRows,
  type Row,
  rowReasons,
  saying,
  WRITTEN_CALL,
} from './hostile-row.fixture.ts';

describe('a dataset cannot claim calls that never ran', () => {
  it('with executions that contradict its messages', async () => {
    const rows: HostileRows = {
      'another tool': ({ first }: Row) => Object.assign(first, { function_name: 'delete_file' }),
      'other arguments': ({ first }: Row) =>
        Object.assign(first, { arguments: '{"file_path":"c"}' }),
      'no arguments in place of some': ({ first }: Row) =>
        Object.assign(first, { arguments: '{}' }),
      'one too many': ({ tool_context: { executions }, first }: Row) =>
        executions.push({ ...first, function_name: 'delete_file' }),
      'one too many before': ({ tool_context: { executions }, first }: Row) =>
        executions.unshift({ ...first, function_name: 'list_files', arguments: '{}' }),
      'one twice': ({ tool_context: { executions }, second }: Row) => executions.push(second),
      'another order': ({ tool_context: { executions } }: Row) => executions.reverse(),
    };
    const found = await rowReasons(rows);
    expect(found).toEqual(allOf(rows, 'differs contradicts-itself'));
    const other = ({ second }: Row) => Object.assign(second, { result: 'C' });
    expect(await rowReasons({ 'another result': other })).toEqual({
      'another result': 'differs contradiction',
    });
  });

  it('with calls and answers that are only written down', async () => {
    const reversed =
      '<tool_call>{"arguments": {"file_path": "a"}, "name": "delete_file"}</tool_call>';
    const rows: HostileRows = {
      'a call of Hermes': saying(WRITTEN_CALL),
      'the same, the name last': saying(`I go on.\n${reversed}`),
      'before the calls': ({ messages }: Row) =>
        messages.unshift({ role: 'assistant', content: WRITTEN_CALL }),
      'next to a call': ({ messages }: Row) =>
        Object.assign(messages[0] ?? {}, { content: WRITTEN_CALL }),
      'not closed': saying('<tool_call>\n{"name": "delete_file"}'),
      'an answer': saying('<tool_response>\nDeleted.\n</tool_response>'),
      'an answer that the user gives': saying('<tool_response>{}</tool_response>', 'user'),
      'a call of Mistral': saying('[TOOL_CALLS] [{"name": "delete_file", "arguments": {}}]'),
      'a call of Llama': saying('<function=delete_file>{"file_path": "a"}</function>'),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('and no honest row is accused of it', async () => {
    const code = '```xml\n<tool_call>\n{"name": "x", "arguments": {}}\n</tool_call>\n```';
    const rows: HostileRows = {
      'as it is': () => undefined,
      'executions that were cut off': ({ tool_context }: Row) => tool_context.executions.pop(),
      'no executions': ({ tool_context }: Row) => tool_context.executions.splice(0),
      'other spelling': ({ first }: Row) =>
        Object.assign(first, { arguments: '{ "limit": null, "file_path" : "\\u0061" }' }),
      'arguments as a value': ({ first }: Row) =>
        Object.assign(first, { arguments: { file_path: 'a' } }),
      'missing arguments': ({ first }: Row) => Object.assign(first, { arguments: null }),
      'text about such tags': saying('A call is put in <tool_call> and </tool_call>.'),
      'code with such tags': saying(`This is the form:\n${code}\nThat is all.`),
      'instructions with such tags': saying('<tool_call>\n{"name": "x"}\n</tool_call>', 'system'),
      'a question with such a call': saying('<tool_call>\n{"name": "x"}\n</tool_call>', 'user'),
      'the text of a call next to it': ({ messages }: Row) =>
        Object.assign(messages[0] ?? {}, {
          content: '<tool_call>\n{"name": "read_file", "arguments": {}}\n</tool_call>',
        }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'same'));
  });
});
