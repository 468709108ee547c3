import fc from 'fast-check';
import { expect, it } from 'vitest';
import { trimEndOf, trimStartOf } from './trim-character.ts';

it('removes what the regular expressions would remove', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('/', 'a', '\n', '\u{1f600}') }), (text) => {
      expect(trimStartOf(text, '/')).toBe(text.replace(/^\/+/, ''));
      expect(trimEndOf(text, '/')).toBe(text.replace(/\/+$/, ''));
    }),
  );
});

// The expression takes minutes for this.
it('takes a run of a million that does not end the text', () => {
  const text = `1${'0'.repeat(1_000_000)}1`;
  expect(trimEndOf(text, '0')).toBe(text);
});
