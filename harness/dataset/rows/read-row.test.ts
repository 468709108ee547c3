import { describe, expect, it } from 'vitest';
import { readRow } from './read-row.ts';
import { rowLines } from './row-lines.ts';

function rowOf(value: unknown) {
  const row = readRow(JSON.stringify(value), 1);
  if ('problem' in row) throw new Error(row.problem);
  return row;
}

function called(id: string, name: string, args: unknown) {
  return { id, type: 'function', function: { name, arguments: args } };
}

describe('a row', () => {
  it('of DeepFabric has its calls in order, with the arguments as the model spelt them', () => {
    const row = rowOf({
      messages: [
        { role: 'user', content: 'Read both.' },
        {
          role: 'assistant',
          content: '',
          tool_calls: [called('a', 'read', '{"p":"x"}'), called('b', 'read', '{"p":"y"}')],
        },
        { role: 'tool', content: 'Y', tool_call_id: 'b' },
        { role: 'tool', content: 'X', tool_call_id: 'a' },
        { role: 'assistant', content: 'Done.' },
      ],
      tool_context: {
        executions: [
          { function_name: 'read', arguments: '{"p": "x"}', result: 'X' },
          { function_name: 'read', arguments: '{"p": "y"}', result: 'Y' },
        ],
      },
      tools: [{ type: 'function', function: { name: 'read' } }],
      question: 'Read both.',
    });
    expect(row).toEqual({
      line: 1,
      isDeepFabric: true,
      calls: [
        {
          step: 1,
          tool: 'read',
          args: '{"p": "x"}',
          answer: 'X',
          copy: 'X',
          isShown: true,
          turn: 1,
        },
        {
          step: 2,
          tool: 'read',
          args: '{"p": "y"}',
          answer: 'Y',
          copy: 'Y',
          isShown: true,
          turn: 1,
        },
      ],
      texts: [
        { text: 'Read both.', turn: 0 },
        { text: 'type\nfunction\nfunction\nname\nread', turn: 0 },
        { text: 'Read both.', turn: 1 },
        { text: 'Done.', turn: 2 },
      ],
      tools: new Map([['read', undefined]]),
    });
  });

  it('shows calls that only its reasoning has where the reasoning has them', () => {
    const row = rowOf({
      messages: [
        { role: 'assistant', content: '', tool_calls: [called('a', 'read', '{"p":"x"}')] },
        { role: 'tool', content: 'X', tool_call_id: 'a' },
        { role: 'assistant', content: '', tool_calls: [called('b', 'write', '{"p":"x","c":")"}')] },
        { role: 'tool', content: 'ok', tool_call_id: 'b' },
      ],
      reasoning: {
        style: 'agent',
        content: [
          { step_number: 1, action: 'read({"p": "x"}); read({"p": "x"})' },
          { step_number: 2, action: 'write({"p": "x", "c": ")"})' },
          { step_number: 3, action: 'read({"p": "x"})' },
          { step_number: 4, action: 'Ready to respond to user' },
        ],
      },
    });
    expect(row.calls.map(({ tool, isShown, turn }) => [tool, isShown, turn])).toEqual([
      ['read', true, 1],
      ['read', false, 1],
      ['write', true, 2],
      ['read', false, 2],
    ]);
  });

  it('in plain chat format may have arguments as a value, whose numbers lose nothing', () => {
    const line =
      '{"messages": [{"role": "assistant", "content": null, "tool_calls": [{"function": ' +
      '{"name": "add", "arguments": {"a": 1.0, "b": 12345678901234567890}}}]}]}';
    const row = readRow(line, 7);
    expect(row).toMatchObject({
      line: 7,
      isDeepFabric: false,
      calls: [{ tool: 'add', args: '{"a":1.0,"b":12345678901234567890}', answer: undefined }],
    });
  });

  it('from before December 2025 is one flat call', () => {
    const row = rowOf({
      question: 'What is in a?',
      chain_of_thought: 'I look.',
      tool_used: 'read_file',
      tool_input: '{"file_path": "a"}',
      tool_output: 'A',
      final_answer: 'A',
      available_tools: [{ name: 'read_file', parameters: [] }],
    });
    expect(row.calls).toEqual([
      {
        step: 1,
        tool: 'read_file',
        args: '{"file_path": "a"}',
        answer: 'A',
        isShown: true,
        turn: 1,
      },
    ]);
    expect([...row.tools.keys()]).toEqual(['read_file']);
  });

  it('with arguments that are not JSON has none', () => {
    const row = rowOf({
      messages: [{ role: 'assistant', tool_calls: [called('a', 'read', '{"p": ')] }],
    });
    expect(row.calls).toMatchObject([{ tool: 'read', args: undefined }]);
  });

  it.each([
    ['{"messages": [', 'the line is not valid JSON'],
    ['[1]', 'the line holds no JSON object'],
    [
      '{"messages": [{"role": "assistant", "content": [{"type": "tool_use", "name": "f"}]}]}',
      "it is in Anthropic's format (tool_use), which is not read",
    ],
    [
      '{"conversations": [{"from": "gpt", "value": "x"}]}',
      "it is in ShareGPT's format (conversations), which is not read",
    ],
    ['{"text": "x"}', 'it has no messages and no tool_used'],
  ])('%s is unreadable: %s', (text, reason) => {
    expect(readRow(text, 3)).toEqual({ line: 3, problem: `Failed to read the row: ${reason}` });
  });
});

describe('lines', () => {
  async function read(text: string | Uint8Array, piece: number, longest?: number) {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
    }
    const lines = [];
    const limit = longest === undefined ? {} : { longest };
    for await (const line of rowLines(pieces(), limit)) lines.push(line);
    return lines;
  }

  it.each([1, 2, 3, 100])('are the same in pieces of %d bytes', async (piece) => {
    expect(await read('{"a":"é"}\r\n\n{}\nlast', piece)).toEqual([
      { line: 1, text: '{"a":"é"}' },
      { line: 3, text: '{}' },
      { line: 4, text: 'last' },
    ]);
  });

  it('that are too long or no text give their problem, and the others come', async () => {
    const bytes = new Uint8Array(
      [...'12345\n', '?', '\nok'].flatMap((text) => [...Buffer.from(text)]),
    );
    bytes[6] = 0xff;
    expect(await read(bytes, 4, 4)).toEqual([
      {
        line: 1,
        text: undefined,
        problem: 'Failed to read the row: the line is longer than 4 bytes',
      },
      { line: 2, text: undefined, problem: 'Failed to read the row: the line is not UTF-8' },
      { line: 3, text: 'ok' },
    ]);
  });
});

describe('a turn of many calls', () => {
  it('is read in time that is linear in them, whatever their ids', () => {
    const calls = Array.from({ length: 9_000 }, (_, number) => ({
      id: `c${number}`,
      function: { name: 'x', arguments: '{}' },
    }));
    const answers = calls.map(({ id }) => ({ role: 'tool', tool_call_id: id, content: id }));
    const messages = [{ role: 'assistant', tool_calls: calls }, ...answers.toReversed()];
    const executions = calls.map(() => ({ function_name: 'x', arguments: '{}' }));
    const text = JSON.stringify({ messages, tool_context: { executions } });
    const begun = process.cpuUsage();
    const row = readRow(text, 1);
    const { user, system } = process.cpuUsage(begun);
    const read = 'calls' in row ? row.calls : [];
    expect(read.every(({ answer, step }) => answer === `c${step - 1}`)).toBe(true);
    expect(read.map(({ unread, idFault }) => unread ?? idFault).filter(Boolean)).toEqual([]);
    expect((user + system) / 1e6).toBeLessThan(SECONDS);
  });
});

/** Of one thread; quadratic time takes several times as long. */
const SECONDS = 2;
