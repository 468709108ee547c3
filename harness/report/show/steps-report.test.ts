import { describe, expect, it } from 'vitest';
import { parseCassette } from '../../cassette/parse-cassette.ts';
import { stepsReport } from './steps-report.ts';
import { TRACE } from './trace.fixture.ts';

describe('what happened, step by step', () => {
  it('names call, exchanges, result and state of each step', async () => {
    await expect(stepsReport(TRACE)).toMatchFileSnapshot('steps-report.expected.txt');
  });

  it('says of a scenario that nothing is recorded yet', () => {
    const text = 'spintape: 1\nname: s\n---\ncall: {component: vfs, tool: t, args: {}}\n';
    expect(stepsReport(parseCassette(text, 's.yaml'))).toMatchInlineSnapshot(`
      "s: 1 call, seed 0

      step 1, line 4
        call: vfs t {}
        result: not recorded
      "
    `);
  });
});
