import { expect, it } from 'vitest';
import { ALL_LAWS } from '../all-laws.ts';
import { lawEntry } from './law-entry.ts';
import { lawsText } from './laws-text.ts';

it('ends a counterexample with the command that finds it, under the label of each report', () => {
  const law = ALL_LAWS[0] ?? expect.fail('there is no law');
  const violation = { explanation: 'It is odd', value: '3', seed: 7, path: '1:0', shrinks: 2 };
  const outcome = { law, seed: 7, runs: 1, calls: 0, isCut: false, violation };
  const options = {
    origin: 'http://127.0.0.1:1',
    variableSetting: () => '',
    rerun: (name: string, { seed, path }: typeof violation) => `check ${name} ${seed} ${path}`,
    tookMs: 0,
  };
  const command = `check ${law.name} 7 1:0`;
  expect(lawEntry(outcome, options).problems[0]?.details).toEqual(['for 3', `again: ${command}`]);
  expect(lawsText({ outcomes: [outcome], leftOut: [] }, options)).toContain(
    `  It is odd.\n  for 3\n  rerun: ${command}\n`,
  );
});
