import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUnsigned, unsignedBytes } from './leb128.ts';

describe('readUnsigned', () => {
  it('reads back every unsigned 32-bit integer, and stops after it', () => {
    fc.assert(
      fc.property(fc.nat({ max: 0xffff_ffff }), fc.uint8Array(), (value, after) => {
        const bytes = unsignedBytes(value);
        const read = readUnsigned(Uint8Array.from([...bytes, ...after]), 0);
        expect(read).toEqual({ value, next: bytes.length });
      }),
    );
  });

  it('reads the example of the specification, also in a longer encoding', () => {
    expect(readUnsigned(Uint8Array.of(0xe5, 0x8e, 0x26), 0)).toEqual({ value: 624_485, next: 3 });
    expect(readUnsigned(Uint8Array.of(0x83, 0x00), 0)).toEqual({ value: 3, next: 2 });
  });

  it('refuses anything but an unsigned 32-bit integer', () => {
    expect(() => readUnsigned(Uint8Array.of(0x80), 0)).toThrow(
      new RangeError('the bytes end inside an integer at 1'),
    );
    expect(() => readUnsigned(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0x10), 0)).toThrow(
      new RangeError('an integer of more than 32 bits at 5'),
    );
    expect(() => readUnsigned(new Uint8Array(6).fill(0x80), 0)).toThrow(
      new RangeError('an integer of more than 5 bytes at 5'),
    );
  });
});
