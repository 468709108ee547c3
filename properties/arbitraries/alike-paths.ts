import fc, { type Arbitrary } from 'fast-check';
import { LONG_NAME } from './many-names.ts';

/** Pairs of names of different files that careless stores take for one. */
const ALIKE: readonly (readonly [string, string])[] = [
  ['a', 'A'],
  ['a', 'a '],
  ['a', ' a'],
  ['a', 'a\t'],
  ['a', 'a\n'],
  ['a', 'a.'],
  ['a', 'a\ufeff'],
  ['a', 'a\u200b'],
  ['ab', 'a b'],
  ['a b', 'a+b'],
  ['a b', 'a%20b'],
  ['a b', 'a\u00a0b'],
  ['a/b', 'a\\b'],
  ['a/b', 'a%2Fb'],
  ['a/b', 'a:b'],
  ['a/b', 'a~002fb'],
  ['é', 'e\u0301'],
  ['é', 'É'],
  ['ß', 'ss'],
  ['fi', '\ufb01'],
  ['a', 'a"'],
  ["a'b", 'a`b'],
  ['\ud83d\ude00', '\ud83d\ude01'],
  [`${LONG_NAME}a`, `${LONG_NAME}b`],
];

/** Two paths of different files, in either order. */
export const alikePaths: Arbitrary<readonly [string, string]> = fc
  .tuple(fc.constantFrom(...ALIKE), fc.constantFrom('', '', 'd/', '/'), fc.boolean())
  .map(([[one, other], lead, isTurned]) => {
    const paths = [lead + one, lead + other] as const;
    return isTurned ? [paths[1], paths[0]] : paths;
  });
