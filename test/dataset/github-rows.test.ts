import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { RecordedAnswers } from '../../harness/dataset/recorded-answers.ts';
import {
  findCassettes,
  readCassette,
  recognizeCall,
  recognizeResult,
} from '../../harness/index.ts';
import { judgeLines, verdictsOf } from './dataset-judge.fixture.ts';
import { deepFabricLine, type RowCall } from './deepfabric-row.fixture.ts';

const folder = fileURLToPath(new URL('../../cassettes/github', import.meta.url));
const cassettes = findCassettes([folder]).map(readCassette);

/** The recorded calls of a cassette, told as DeepFabric's client tells them. */
function toldCalls(name: string): RowCall[] {
  const entries = cassettes.find(({ header }) => header.name === name)?.entries ?? [];
  return entries.flatMap(({ request, response }): RowCall[] => {
    const call = recognizeCall(request);
    const result = response === undefined ? undefined : recognizeResult(response);
    if (call === undefined || !('args' in call)) return [];
    if (result === undefined || !('success' in result)) return [];
    const { success, errorType, result: text } = result;
    const answer = success ? text : `Error (${errorType}): ${text}`;
    return [[call.tool, JSON.parse(call.args), answer]];
  });
}

describe('calls of GitHub in a row', () => {
  const told = toldCalls('github/read-tools');
  const line = deepFabricLine(told.map((call) => [call]));
  const recorded = new RecordedAnswers(cassettes);

  it('are the same where a cassette has the same calls', async () => {
    const [row] = await judgeLines([line], { recorded });
    const reasons = row?.calls.filter(({ verdict }) => verdict !== 'same');
    expect([told.length, reasons]).toEqual([8, []]);
  });

  it('have drifted where the cassette has another answer', async () => {
    const [[tool, args] = ['', {}]] = told;
    const [row] = await judgeLines([deepFabricLine([[[tool, args, '[]']]])], { recorded });
    expect(row && verdictsOf(row)).toEqual(['differs drifted']);
  });

  it('are unverifiable without it', async () => {
    const [row] = await judgeLines([line]);
    expect(new Set(row && verdictsOf(row))).toEqual(new Set(['unverifiable missing-cassette']));
  });
});
