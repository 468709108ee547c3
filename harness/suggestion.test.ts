import { expect, it } from 'vitest';
import { suggestion } from './suggestion.ts';

it.each([
  ['exchagnes', 'exchanges'],
  ['Result', 'result'],
  ['reponse', 'response'],
  ['resp', undefined],
  ['exchange', 'exchanges'],
  ['', undefined],
  ['x'.repeat(100_000), undefined],
])('takes %.20s for %s', (word, expected) => {
  expect(suggestion(word, ['exchanges', 'result', 'response'])).toBe(expected);
});
