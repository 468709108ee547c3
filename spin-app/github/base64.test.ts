import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from './base64.ts';

describe('base64', () => {
  it('agrees with Node on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(text);
        expect(decodeBase64(text.replace(/.{60}/g, '$&\n'))).toEqual(bytes);
      }),
    );
  });

  it('encodes more bytes than fit into one call', () => {
    const bytes = new Uint8Array(300_001).fill(7);
    expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
  });

  it.each(['a', 'ab!d', 'IyBZ\\nIyBZ', '===='])('gives null for %j', (text) => {
    expect(decodeBase64(text)).toBe(null);
  });
});
