import { expect, it } from 'vitest';
import { suggestion } from './suggestion.ts';

it.each([
  ['u', undefined],
  ['T', 't'],
  ['', undefined],
])('takes %j for the letter %s', (word, expected) => {
  expect(suggestion(word, ['s', 't'])).toBe(expected);
});

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
