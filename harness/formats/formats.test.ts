import { expect, it } from 'vitest';
import { formatOfText } from './formats.ts';

it.each([
  ['[]', 'nock'],
  ['\uFEFF\n [{}]', 'nock'],
  ['spintape: 1\n', 'cassette'],
  ['\uFEFF# a remark\n\n \t\n---\n  "spintape": 1\n', 'cassette'],
  ['{spintape: 1}', 'cassette'],
  ['# spintape: 1\n', undefined],
  ['a: 1\nspintape: 1\n', undefined],
])('the format of %j is %s', (text, format) => {
  expect(formatOfText(text)).toBe(format);
});

it('is known at once behind any number of blank lines', () => {
  const blank = '\n \r\n'.repeat(100_000);
  expect(formatOfText(`${blank}spintape: 1`)).toBe('cassette');
  expect(formatOfText(`${blank}neither`)).toBe(undefined);
});
