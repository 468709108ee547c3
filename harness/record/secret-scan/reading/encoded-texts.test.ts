import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodedTexts } from './encoded-texts.ts';

it('reads base64 in a line of megabytes, to its end', () => {
  const text = `${'A'.repeat(8_000_000)}${btoa('a-secret-word')}`;
  const [first] = encodedTexts(text, 16);
  expect(first?.index).toBe(0);
  expect(first?.text.endsWith('a-secret-word')).toBe(true);
});

// The plain pattern, which takes too much stack for long runs.
const RUN = /[A-Za-z0-9+/_-]{22,}(?:\r?\n[A-Za-z0-9+/_-]+)*/g;

it('finds the same runs as the plain pattern', () => {
  const part = fc.constantFrom('\n', '\r\n', '\r', ' ', 'A', 'b'.repeat(21), 'c'.repeat(22), '=');
  const text = fc
    .array(
      fc.oneof(
        part,
        fc.integer({ min: 4090, max: 4100 }).map((length) => 'QUFB'.repeat(length / 4)),
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(text, (given) => {
      const wanted = [...given.matchAll(RUN)].map(({ index }) => index);
      const found = encodedTexts(given, 16).map(({ index }) => index);
      expect(found.every((index) => wanted.includes(index))).toBe(true);
      const readable = wanted.filter((index) => given.slice(index).startsWith('QUFBQUFBQUFB'));
      expect(readable.every((index) => found.includes(index))).toBe(true);
    }),
  );
});
