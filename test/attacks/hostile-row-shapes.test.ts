import { describe, expect, it } from 'vitest';
import {
  allOf,
  type HostileRows,
  type Row,
  rowReasons,
  saying,
  WRITTEN_CALL,
} from './hostile-row.fixture.ts';

const named = { name: 'delete_file', arguments: '{"file_path":"a"}' };
const CALL = { id: 'call_d', type: 'function', function: named };

const message =
  (...others: readonly unknown[]) =>
  ({ messages }: Row): unknown =>
    (messages as unknown[]).push(...others);
const calling = (members: object) => message({ role: 'assistant', content: '', ...members });
const answering = (members: object) => (row: Row) => {
  const [first = {}] = row.messages.slice(1);
  return Object.assign(first, members);
};
const insertedAnswer = (members: object) => (row: Row) =>
  row.messages.splice(2, 0, { content: 'Z', tool_call_id: 'call_a', ...members });
const firstCall = (members: object) => (row: Row) => {
  const [call] = (row.messages[0]?.['tool_calls'] ?? []) as object[];
  return Object.assign(call ?? {}, members);
};

describe('a row with calls and answers where they are not read does not pass', () => {
  it('in another shape', async () => {
    const rows: HostileRows = {
      'tool_calls as an object': calling({ tool_calls: CALL }),
      'tool_calls as a map': calling({ tool_calls: { '0': CALL } }),
      'tool_calls as JSON text': calling({ tool_calls: JSON.stringify([CALL]) }),
      'tool_calls as a list of JSON texts': calling({ tool_calls: [JSON.stringify(CALL)] }),
      'tool_calls as a list in a list': calling({ tool_calls: [[CALL]] }),
      'function_call as text': calling({ function_call: JSON.stringify(named) }),
      'a message as text': message(JSON.stringify({ role: 'assistant', tool_calls: [CALL] })),
      'a message as a list': message([{ role: 'assistant', tool_calls: [CALL] }]),
      'tool_calls of a tool': answering({ tool_calls: [CALL] }),
      toolCalls: calling({ toolCalls: [CALL] }),
      tool_call: calling({ tool_call: CALL }),
      'functionCall in parts': calling({ parts: [{ functionCall: { name: 'delete_file' } }] }),
      'a part of the content': calling({ content: [{ type: 'tool_call', name: 'delete_file' }] }),
      'conversations as well as messages': (row: Row) =>
        Object.assign(row, { conversations: [{ from: 'gpt', value: WRITTEN_CALL }] }),
      'tool_calls of the row': (row: Row) => Object.assign(row, { tool_calls: [CALL] }),
      'a function as text': firstCall({
        ...{ function: JSON.stringify(named), name: 'read_file' },
        arguments: '{"file_path":"a"}',
      }),
      'two names': firstCall({ name: 'delete_file' }),
      'args as well as arguments': firstCall({ args: { file_path: 'b' } }),
      'a role of another format': insertedAnswer({ role: 'tool_response' }),
      'the same without an id': insertedAnswer({ role: 'observation', tool_call_id: null }),
      'an unknown role': insertedAnswer({ role: 'result' }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('by a role that is not read, whose text may be a call or an answer', async () => {
    const foreign = ['result', 'response', 'output', 'api', 'plugin', 'code_interpreter', 'mcp'];
    const disguised = ['t\u043e\u043el', '\u200btool', 'tool\u200b', 't\u0131ool', 'tools'];
    const roles = [...foreign, 'execution', 'critic', 'ipython', ...disguised, '', ' ', null, 7];
    const rows: HostileRows = {
      ...Object.fromEntries(roles.map((role) => [`the role ${role}`, saying('FORGED', role)])),
      'a list of roles': saying('FORGED', ['tool']),
      'no role': message({ content: 'FORGED' }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('as an answer that is not only text, or not the only one', async () => {
    const rows: HostileRows = {
      'a second one by the role Tool': insertedAnswer({ role: 'Tool' }),
      'a list of texts': answering({ content: ['A'] }),
      'a part without text': answering({
        content: [
          { type: 'text', text: 'A' },
          { type: 'image', data: 'Z' },
        ],
      }),
      'an object': answering({ content: { text: 'A' } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable ambiguous-answer'));
  });

  it('and no honest row is accused of it', async () => {
    const none = { tool_calls: null, function_call: null, tool_call_id: null, name: null };
    const rows: HostileRows = {
      'nulls in every message': ({ messages }: Row) => {
        for (const [index, one] of messages.entries()) messages[index] = { ...none, ...one };
        messages.push({ role: 'assistant', content: 'Done.', ...none });
      },
      'empty calls': ({ messages }: Row) => {
        for (const one of messages) one['tool_calls'] ??= [];
        messages.push({ role: 'assistant', content: 'Done.', tool_calls: '' });
      },
      'calls of nulls': calling({
        function_call: { name: null, arguments: null },
        tool_calls: [{ id: null, function: { name: null, arguments: '' } }],
      }),
      'a message of null': message(null),
      'a flag': calling({ tool_use: true }),
      'parts of text': answering({ content: [{ type: 'text', text: 'A' }] }),
      'a question with a picture': message({
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
        ],
      }),
      'thoughts apart': calling({ content: 'Done.', reasoning_content: 'A and B are read.' }),
      ...Object.fromEntries(
        ['system', 'Developer', 'human', 'ASSISTANT', ' gpt', 'model', 'ai', 'bot'].map((role) => [
          `the role ${role}`,
          saying('Fine.', role),
        ]),
      ),
      'an answer in JSON': saying('{"name": "a", "content": "A"}'),
      'other columns': (row: Row) =>
        Object.assign(row, { conversations: null, tool_used: null, metadata: { topic: 'tools' } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'same'));
  });
});
