import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeKeySegment, encodeKeySegment } from './key.ts';

/** Any sequence of UTF-16 code units, lone surrogates too. */
const text = fc.string({
  unit: fc.integer({ min: 0, max: 0xffff }).map((u) => String.fromCharCode(u)),
});

describe('encodeKeySegment', () => {
  it('writes what is not a plain character as its code unit', () => {
    expect(encodeKeySegment('a.b/~:é\ud83d\ude00_-')).toBe('a.b~002f~007e~003a~00e9~d83d~de00_-');
  });

  it('gives every string a segment of plain characters that decodes to it', () => {
    fc.assert(
      fc.property(text, (original) => {
        const segment = encodeKeySegment(original);
        expect(segment).toMatch(/^[A-Za-z0-9._~-]*$/);
        expect(decodeKeySegment(segment)).toBe(original);
      }),
    );
  });

  it('turns a prefix into a prefix, and nothing else into one', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(encodeKeySegment(a + b).startsWith(encodeKeySegment(a))).toBe(true);
        expect(encodeKeySegment(b).startsWith(encodeKeySegment(a))).toBe(b.startsWith(a));
      }),
    );
  });
});
