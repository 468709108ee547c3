import fc, { type Arbitrary } from 'fast-check';

/** A hundred characters: longer than the part of a name that careless stores keep. */
export const LONG_NAME = 'n'.repeat(100);

/**
 * From one to `most` different names; they shrink to few and short ones. They reveal code that only
 * checks some of them, or truncates them.
 */
export function manyNames(most: number): Arbitrary<string[]> {
  return fc
    .tuple(
      fc.constantFrom('n', 'n', 'd/n', LONG_NAME),
      fc.uniqueArray(fc.nat({ max: 2 * most }), { minLength: 1, maxLength: most, size: 'max' }),
    )
    .map(([lead, places]) => places.map((place) => `${lead}${place}`));
}

/** A text of up to a few pages; it shrinks to the shortest one that still fails. */
export const longText: Arbitrary<string> = fc
  .tuple(fc.constantFrom('x', 'é'), fc.nat({ max: 100_000 }))
  .map(([character, length]) => character.repeat(length));
