import fc, { type Arbitrary } from 'fast-check';

/** A hundred characters: longer than what careless stores keep of a name. */
export const LONG_NAME = 'n'.repeat(100);

/**
 * Different names, as many as `most` and as few as one; they shrink to few and short ones. Where
 * only some are looked at, or kept whole, that shows.
 */
export function manyNames(most: number): Arbitrary<string[]> {
  return fc
    .tuple(
      fc.constantFrom('n', 'n', 'd/n', LONG_NAME),
      fc.uniqueArray(fc.nat({ max: 2 * most }), { minLength: 1, maxLength: most, size: 'max' }),
    )
    .map(([lead, places]) => places.map((place) => `${lead}${place}`));
}

/** A text of any length up to a few pages; it shrinks to the shortest one that still matters. */
export const longText: Arbitrary<string> = fc
  .tuple(fc.constantFrom('x', 'é'), fc.nat({ max: 100_000 }))
  .map(([character, length]) => character.repeat(length));
