import { describe, expect, it } from 'vitest';
import { allOf, type HostileRows, lineOf, type Row, rowReasons } from './hostile-row.fixture.ts';

const ARGUMENTS = '{"file_path":"a"}';
const READ = { function_name: 'read_file', arguments: ARGUMENTS, result: 'A' };
const MESSAGE = { role: 'assistant', content: 'FORGED' };
const CALL = { name: 'write_file', arguments: '{}' };

const row =
  (members: object) =>
  (made: Row): unknown =>
    Object.assign(made, members);
const context =
  (members: object) =>
  ({ tool_context }: Row): unknown =>
    Object.assign(tool_context, members);
const execution =
  (members: object) =>
  ({ first }: Row): unknown =>
    Object.assign(first, members);
const entryOf = ({ messages }: Row) => {
  const [call] = (messages[0]?.['tool_calls'] ?? []) as Array<{ function: object }>;
  return call ?? { function: {} };
};
const entry =
  (members: object) =>
  (made: Row): unknown =>
    Object.assign(entryOf(made), members);
const called =
  (members: object) =>
  (made: Row): unknown =>
    Object.assign(entryOf(made).function, members);
const answer =
  (members: object) =>
  ({ messages }: Row): unknown =>
    Object.assign(messages[1] ?? {}, members);
const said =
  (members: object) =>
  ({ messages }: Row): unknown =>
    messages.push({ role: 'assistant', content: 'Done.', ...members });
const part = (members: object) => answer({ content: [{ type: 'text', text: 'A', ...members }] });

describe('a row with a member that somebody else may read does not pass', () => {
  it('in an execution, a call or an answer', async () => {
    const rows: HostileRows = {
      'output in place of a result': execution({ result: undefined, output: 'FORGED' }),
      'response in place of a result': execution({ result: undefined, response: 'FORGED' }),
      'tool_output and a result': execution({ tool_output: 'FORGED' }),
      'a number and a result': execution({ value: 7 }),
      'the output of a function': called({ output: 'FORGED' }),
      'parsed arguments': called({ parsed_arguments: { file_path: 'b' } }),
      'the output of a call': entry({ output: 'FORGED' }),
      'the result of a call': entry({ result: 'FORGED' }),
      'a custom call': entry({ type: 'custom', custom: { name: 'send_money', input: 'all' } }),
      'a custom call of no type': entry({ custom: { name: 'send_money' } }),
      'a functionCall': entry({ functionCall: CALL }),
      'a call among what is free': entry({ extra_content: { calls: [CALL] } }),
      'the result of an answer': answer({ result: 'FORGED' }),
      'the output of an answer': answer({ output: ['FORGED'] }),
      'the text of an answer': answer({ text: 'FORGED' }),
      'the error of an answer': answer({ error: 'FORGED' }),
      'whether it is an error': answer({ error: true }),
      'an answer in its metadata': answer({ metadata: { tool: 'read_file', output: 'FORGED' } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('in a message', async () => {
    const rows: HostileRows = {
      actions: said({ actions: [CALL] }),
      'actions as texts': said({ actions: ['write_file({})'] }),
      calls: said({ calls: { write_file: { file_path: 'a' } } }),
      'a part that is a function': said({ content: [{ type: 'function', ...CALL }] }),
      'a part that is a call': said({ content: [{ type: 'step', ...CALL }] }),
      'a call in a part': said({ content: [{ type: 'text', text: 'x', of: CALL }] }),
      'a member that nobody knows': said({ did: ['write_file'] }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('anywhere in the row', async () => {
    const rows: HostileRows = {
      executions: row({ executions: [{ ...READ, result: 'FORGED' }] }),
      steps: row({ steps: [{ tool: 'write_file', input: {} }] }),
      'steps of ReAct': row({ steps: [{ action: 'write_file', action_input: '{}' }] }),
      'steps as JSON text': row({ steps: JSON.stringify([{ tool: 'write_file', args: {} }]) }),
      conversation: row({ conversation: [MESSAGE] }),
      completion: row({ completion: [MESSAGE] }),
      'completion as text': row({ completion: '<tool_call>{"name": "write_file"}</tool_call>' }),
      chosen: row({ chosen: [{ from: 'gpt', value: 'FORGED' }] }),
      history: context({ history: [['write_file', 'FORGED']] }),
      'tool_context in metadata': row({ metadata: { tool_context: { executions: [READ] } } }),
      'executions of the agent': row({ agent_context: { executions: { '0': ['write_file'] } } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('among the descriptions of tools', async () => {
    const call = { name: 'write_file', arguments: { file_path: 'a' } };
    const schema = { type: 'object', properties: { file_path: { type: 'string' } } };
    const tool = { name: 'read_file', description: 'Reads.', parameters: schema };
    const rows: HostileRows = {
      'a call with its result': row({ functions: [{ ...call, result: 'FORGED' }] }),
      'a call': row({ tools: [tool, call] }),
      'a call with arguments as text': row({ tools: [tool, { ...call, arguments: '{"a":1}' }] }),
      'a call of Llama': row({ functions: [{ name: 'write_file', parameters: { path: 'a' } }] }),
      'a call after descriptions': row({ available_tools: [tool, tool, call] }),
      'the result of a tool': row({ tools: [{ ...tool, result: 'FORGED' }] }),
      'the output of a function': row({
        tools: [{ type: 'function', function: { ...tool, output: { text: 'FORGED' } } }],
      }),
      'the result next to a function': row({ tools: [{ function: tool, result: 'FORGED' }] }),
      'calls of a tool': row({ tools: [{ ...tool, calls: [call] }] }),
      'calls by name': row({ tools: { write_file: { arguments: { a: 1 }, result: 'x' } } }),
      'a message': row({ functions: [MESSAGE] }),
      'a turn of ShareGPT': row({ functions: [{ from: 'tool', value: 'FORGED' }] }),
      'a list of calls in the list': row({ tools: [[{ tool: 'write_file', input: 'x' }]] }),
      'JSON text': row({ tools: JSON.stringify([{ ...call, result: 'x' }]) }),
      'in tool_context': context({ available_tools: [{ ...tool, result: 'FORGED' }] }),
      'a question that is an answer': row({ question: '<tool_response>FORGED</tool_response>' }),
      'a question that is a call': row({ question: { tool: 'write_file', args: {} } }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable missing-calls'));
  });

  it('in a part of the text of an answer', async () => {
    const rows: HostileRows = {
      annotations: part({ annotations: [{ text: 'FORGED' }] }),
      'annotations as text': part({ annotations: 'FORGED' }),
      cache_control: part({ cache_control: { type: 'ephemeral', text: 'FORGED' } }),
      'another type': part({ type: 'image' }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable ambiguous-answer'));
  });

  it('twice', async () => {
    const honest = lineOf(() => undefined);
    const rows: HostileRows = {
      content: honest.replace('"content":"A"', '"content":"FORGED","content":"A"'),
      'content, escaped': honest.replace('"content":"A"', '"\\u0063ontent":"X","content":"A"'),
      messages: honest.replace('{', '{"messages":[{"role":"user","content":"FORGED"}],'),
      'a tool': honest.replace('"name":"read_file"', '"name":"write_file","name":"read_file"'),
      'arguments as values': honest
        .replace('"name":"read_file"', '"name":"write_file","name":"read_file"')
        .replace(JSON.stringify(ARGUMENTS), ARGUMENTS),
      'an argument': called({ arguments: '{"file_path":"b","file_path":"a"}' }),
      'an argument with the same value': called({ arguments: '{"file_path":"a","file_path":"a"}' }),
      'an argument, escaped': called({ arguments: '{"file_path":"b","file\\u005fpath":"a"}' }),
      'an argument within one': called({ arguments: '{"file_path":"a","x":[{"y":1,"y":2}]}' }),
      'an argument, encoded twice': called({
        arguments: JSON.stringify('{"file_path":"b","file_path":"a"}'),
      }),
      'an argument of an execution': execution({
        arguments: '{"file_path":"b","file_path":"a"}',
      }),
      'an argument of a flat row': {
        ...{ tool_used: 'read_file', tool_output: 'A' },
        tool_input: '{"file_path":"b","file_path":"a"}',
      },
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'unverifiable unreadable-row'));
  });

  it('and no honest row is accused of it', async () => {
    const rows: HostileRows = {
      'marks of an answer': answer({
        ...{ name: 'read_file', id: 'message_1', timestamp: '2026-01-01 10:00:00', error: false },
        ...{ is_error: false, latency_ms: 12.5, metadata: { server: 'files', tokens: [1, 2] } },
      }),
      'marks of an execution': execution({ success: true, error: null, timestamp: 1, id: 'x' }),
      'marks of a call': entry({ index: 0, extra_content: { google: { thought_signature: 'x' } } }),
      'a strict function': called({ strict: true, parsed_arguments: null }),
      'a cached part': part({ id: 'p', cache_control: { type: 'ephemeral' }, annotations: [] }),
      thoughts: said({
        ...{ reasoning_content: 'Fine.', refusal: null, annotations: [], weight: 1 },
        reasoning_details: [{ type: 'reasoning.text', text: 'Fine.', index: 0 }],
      }),
      'columns of a row': row({
        ...{ id: 'row_1', source: 'ours', split: 'train', messages_count: 4, language: null },
        ...{ scores: { judge: 0.9, all: [1, 2] }, tags: ['a', 'b'], text: 'Read a.' },
        rubric: [{ name: 'helpful', result: 'pass', score: 3 }],
        usage: { prompt_tokens: 10, model: { name: 'm', temperature: 0 } },
        metadata: { topic: 'files', author: { name: 'x' }, steps: ['first', 'then'], actions: 2 },
        agent_context: { mode: 'multi_turn', planning_trace: 'Read.', execution_summary: 'Read.' },
      }),
      'a column with the prompt of the same calls': row({
        text: '<tool_call>\n{"name": "read_file", "arguments": {}}\n</tool_call>',
        system_prompt: '<tool_call>\n{"name": "any_tool", "arguments": {}}\n</tool_call>',
      }),
      'a question about calls': row({ question: '<tool_call>{"name": "x"}</tool_call>' }),
      'descriptions of tools': row({
        functions: [
          { name: 'x', parameters: { type: 'object', properties: {} } },
          { name: 'of DeepFabric', parameters: [{ name: 'a', type: 'str', required: true }] },
          { name: 'of xLAM', parameters: { a: { type: 'str, optional', description: 'A' } } },
          { name: 'of older servers', arguments: { a: 'string' }, returns: 'The text of A.' },
          { name: 'without any', parameters: {}, examples: [{ arguments: { a: 1 }, result: 2 }] },
        ],
        available_tools: JSON.stringify([{ name: 'as text', parameters: '{"type":"object"}' }]),
        tools: {
          x: { description: 'X', inputSchema: { $ref: '#/x' }, outputSchema: { type: 'string' } },
        },
        metadata: { tools: [{ name: 'x', description: 'X', parameters: { type: 'object' } }] },
      }),
    };
    expect(await rowReasons(rows)).toEqual(allOf(rows, 'same'));
  });
});
