import { expect, it } from 'vitest';
import { replayText } from './replay-text.ts';

it('prints no times, because nobody measured any', () => {
  const judged = { verdict: 'same', calls: 2, differences: [] } as const;
  const files = Array.from({ length: 11 }, (_, index) => ({ ...judged, file: `${index}.yaml` }));
  const lines = replayText(files).split('\n');
  expect([lines.slice(0, 2), lines.slice(-4)]).toEqual([
    ['cassette  verdict  calls', '0.yaml    same         2'],
    ['10.yaml   same         2', '', '11 same; 22 calls', ''],
  ]);
});
