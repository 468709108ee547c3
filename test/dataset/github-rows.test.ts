import { describe, expect, it } from 'vitest';
import { RecordedAnswers } from '../../harness/dataset/judging/recorded-answers.ts';
import { judgeLines, verdictsOf } from './dataset-judge.fixture.ts';
import { deepFabricLine } from './deepfabric-row.fixture.ts';
import { githubCassettes, reportedCalls } from './reported-calls.fixture.ts';

describe('calls of GitHub in a row', () => {
  const reported = reportedCalls('github/read-tools');
  const line = deepFabricLine(reported.map((call) => [call]));
  const recorded = RecordedAnswers.of(githubCassettes);

  it('are the same where a cassette has the same calls', async () => {
    const [row] = await judgeLines([line], { recorded });
    const reasons = row?.calls.filter(({ verdict }) => verdict !== 'same');
    expect([reported.length, reasons]).toEqual([8, []]);
  });

  it('have drifted where the cassette has another answer', async () => {
    const [[tool, args] = ['', {}]] = reported;
    const [row] = await judgeLines([deepFabricLine([[[tool, args, '[]']]])], { recorded });
    expect(row && verdictsOf(row)).toEqual(['differs drifted']);
  });

  it('are unverifiable without it', async () => {
    const [row] = await judgeLines([line]);
    expect(new Set(row && verdictsOf(row))).toEqual(new Set(['unverifiable missing-cassette']));
  });
});
