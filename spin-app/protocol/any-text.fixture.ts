import fc from 'fast-check';

const SURROGATES = 0x800;

/** Any code point but the surrogates: fast-check's unit `binary`, without its second of set-up. */
export const anyCharacter: fc.Arbitrary<string> = fc
  .integer({ min: 0, max: 0x10ffff - SURROGATES })
  .map((place) => String.fromCodePoint(place < 0xd800 ? place : place + SURROGATES));

/** Any text that UTF-8 can carry, and often one of those that programs stumble over. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: anyCharacter }),
);
