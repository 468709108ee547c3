import { describe, expect, it } from 'vitest';
import { VFS_PARAMETERS } from '../../harness/dataset/judging/route-call.ts';
import { vfsTools } from '../../spin-app/vfs/tools.ts';
import { judgeLines, verdictsOf, worldOf } from './dataset-judge.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';

type PlainCall = readonly [tool: string, args: unknown, answer: string];

/** A row in OpenAI's chat format, of no maker that we know. */
function plainLine(calls: readonly PlainCall[], tools?: readonly object[]): string {
  const messages = calls.flatMap(([name, args, content], index) => {
    const id = `call_${index}`;
    const called = { name, arguments: JSON.stringify(args) };
    return [
      {
        role: 'assistant',
        content: null,
        tool_calls: [{ id, type: 'function', function: called }],
      },
      { role: 'tool', tool_call_id: id, content },
    ];
  });
  return JSON.stringify({ messages: [{ role: 'user', content: 'Go.' }, ...messages], tools });
}

const tool = (name: string, properties: object, required: readonly string[]) => ({
  type: 'function',
  function: { name, parameters: { type: 'object', properties, required } },
});

async function verdicts(line: string, world = {}): Promise<string[]> {
  const [row] = await judgeLines([line], world);
  return row === undefined ? [] : verdictsOf(row);
}

describe('a row of another dataset', () => {
  it('is run where its tools are ours', async () => {
    const read: PlainCall = ['read_file', { file_path: 'a' }, 'A'];
    expect(await verdicts(plainLine([read]), worldOf({ a: 'A' }))).toEqual(['same']);
    expect(await verdicts(plainLine([read]))).toEqual(['inferred same']);
  });

  it('is not judged by another tool of the same name', async () => {
    const read: PlainCall = ['read_file', { path: 'a' }, '     1\tA'];
    const described = tool('read_file', { path: { type: 'string' } }, ['path']);
    expect(await verdicts(plainLine([read], [described]))).toEqual([
      'unverifiable missing-mock-state',
    ]);
    expect(await verdicts(plainLine([read]))).toEqual(['unverifiable missing-mock-state']);
  });

  it('is held to the schemas of its own tools, where the answer is not a refusal', async () => {
    const described = tool('forecast', { city: { type: 'string' } }, ['city']);
    const lines = [
      ['forecast', { city: 'Oslo' }, '4 degrees'],
      ['forecast', { town: 'Oslo' }, '4 degrees'],
      ['forecast', { town: 'Oslo' }, 'Error: city is required'],
    ] as const;
    const judged = lines.map((call) => verdicts(plainLine([call], [described])));
    expect(await Promise.all(judged)).toEqual([
      ['unverifiable missing-mock-state'],
      ['differs invalid-arguments'],
      ['unverifiable missing-mock-state'],
    ]);
  });
});

describe('a row whose ids do not tie answers to calls', () => {
  const called = (id: string | undefined, file_path: string) => ({
    ...(id === undefined ? {} : { id }),
    type: 'function',
    function: { name: 'read_file', arguments: JSON.stringify({ file_path }) },
  });
  const calls = (...tool_calls: object[]) => ({ role: 'assistant', content: null, tool_calls });
  const answer = (tool_call_id: string | undefined, content: string) => ({
    role: 'tool',
    ...(tool_call_id === undefined ? {} : { tool_call_id }),
    content,
  });

  it.each([
    [
      'an answer without a call',
      [calls(called('x', 'a')), answer('y', 'A')],
      ['an answer has the id y, which no call has'],
    ],
    [
      'an answer without a call, in addition to one to the call',
      [calls(called('x', 'a')), answer('x', 'A'), answer('y', 'A')],
      ['an answer has the id y, which no call has'],
    ],
    [
      'an answer before any call',
      [answer('x', 'A'), calls(called('x', 'a')), answer('x', 'A')],
      ['an answer precedes all calls'],
    ],
    [
      'two answers to one call',
      [calls(called('x', 'a')), answer('x', 'A'), answer('x', 'B')],
      ['two answers have the id x'],
    ],
    [
      'two calls with one id',
      [calls(called('x', 'a'), called('x', 'b')), answer('x', 'A'), answer('x', 'B')],
      Array(2).fill('several calls of the turn have the id x'),
    ],
    ['no ids', [calls(called(undefined, 'a')), answer(undefined, 'A')], ['the answer has no id']],
  ])('is not good: %s', async (_, messages, notes) => {
    const [row] = await judgeLines([JSON.stringify({ messages })], worldOf({ a: 'A', b: 'B' }));
    const reported = row?.calls.map(({ verdict, reason, note }) => [verdict, reason, note]);
    expect(reported).toEqual(notes.map((note) => ['unverifiable', 'ambiguous-answer', note]));
  });

  it('passes if an id is that of a call of another turn, or the form has none', async () => {
    const twice = [calls(called('x', 'a')), answer('x', 'A'), calls(called('x', 'b'))];
    const { function: function_call } = called('', 'a');
    const old = [
      { role: 'assistant', content: null, function_call },
      { role: 'function', name: 'read_file', content: 'A' },
    ];
    const lines = [[...twice, answer('x', 'B')], old].map((messages) =>
      JSON.stringify({ messages }),
    );
    const rows = await judgeLines(lines, worldOf({ a: 'A', b: 'B' }));
    expect(rows.map(verdictsOf)).toEqual([['same', 'same'], ['same']]);
  });

  it('is judged in the same way for an answer in the form before tool_calls', async () => {
    const lines = ['tool', 'function'].map((role) => {
      const shown = { role, name: 'read_file', content: 'A' };
      return JSON.stringify({ messages: [calls(called('x', 'a')), shown] });
    });
    const rows = await judgeLines(lines, worldOf({ a: 'A' }));
    const ambiguous = ['unverifiable ambiguous-answer'];
    expect(rows.map(verdictsOf)).toEqual([ambiguous, ambiguous]);
  });

  it('fails if it would fail with any ids', async () => {
    const messages = [calls(called(undefined, 'a')), answer(undefined, 'C')];
    const [row] = await judgeLines([JSON.stringify({ messages })], worldOf({ a: 'A' }));
    expect(row && verdictsOf(row)).toEqual(['differs drifted']);
  });
});

describe('missing information about a row', () => {
  it('is reported with the option that provides it', async () => {
    const lines = [
      plainLine([['whistle', {}, 'toot']]),
      deepFabricLine([[['gh_get_issue', { owner: 'o', repo: 'r', issue_number: 1 }, '{}']]]),
    ];
    const rows = await judgeLines(lines);
    expect(rows.map(({ calls }) => calls[0]?.note)).toEqual([
      'neither the virtual filesystem nor GitHub has such a tool; --mock-log, --config or --world ' +
        'can tell of a mock that has it',
      'no recording has this call; --cassettes names the folder of recordings',
    ]);
  });

  it('is not said to be a tool that is missing where one of its name takes other arguments', async () => {
    const [row] = await judgeLines([plainLine([['read_file', { path: 'a' }, 'A']])]);
    expect(row?.calls[0]).toMatchObject({
      reason: 'missing-mock-state',
      note: 'it is not the tool of the virtual filesystem that has this name, whose arguments are file_path; --mock-log, --config or --world can name a mock that has it',
    });
  });
});

describe("a row of DeepFabric's", () => {
  it('is not held to schemas that its service did not look at', async () => {
    const line = JSON.parse(deepFabricLine([[['forecast', { days: '3' }, 'fine']]]));
    line.tools = [tool('forecast', { days: { type: 'number' } }, ['days'])];
    const [row] = await judgeLines([JSON.stringify(line)]);
    expect([row?.contract, row && verdictsOf(row)]).toEqual([
      'deepfabric-4',
      ['unverifiable missing-mock-state'],
    ]);
    const spintape = row?.under.get('spintape');
    expect(spintape && verdictsOf(spintape)).toEqual(['differs invalid-arguments']);
  });
});

describe('the parameters by which our tools are known', () => {
  it('are those that the component lists', () => {
    const listed = vfsTools.map(({ name, inputSchema }) => [name, inputSchema.required]);
    expect(Object.fromEntries(listed)).toEqual(VFS_PARAMETERS);
  });
});
