import { describe, expect, it } from 'vitest';
import { VFS_PARAMETERS } from '../../harness/dataset/route-call.ts';
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

  it('is not accused of what another tool of the same name takes and answers', async () => {
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

  it('may have a member of its arguments twice, of which the last counts', async () => {
    const line = plainLine([['read_file', { file_path: 'a' }, 'A']]).replace(
      String.raw`{\"file_path\":`,
      String.raw`{\"file_path\":\"b\",\"file_path\":`,
    );
    expect(await verdicts(line, worldOf({ a: 'A' }))).toEqual(['same']);
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
