import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './hostile-text.ts';
import { LONG_NAME } from './many-names.ts';

/** Ids of sessions, hostile ones among them; few enough that two calls often share one. */
export const sessionId: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'aa', 'a:b', 'a/b', 'a~b', 'A', 'a ', '') },
  { weight: 1, arbitrary: fc.constantFrom('\ud800', '\udfff') },
  { weight: 2, arbitrary: hostileText },
);

/** Ids that careless stores take for one, or for a part of the other. */
const CONFUSED = [
  ['a', 'A'],
  ['a', 'a '],
  ['a', ''],
  ['a', 'aa'],
  ['a', 'a:b'],
  ['a', 'a/b'],
  ['a', '%61'],
  ['a:b', 'a~003ab'],
  ['a', 'shared'],
  ['\ud800', '\udfff'],
  [`${LONG_NAME}a`, `${LONG_NAME}b`],
];

/** Two ids or more, all different. */
export const sessionIds: Arbitrary<string[]> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...CONFUSED).map((ids) => [...ids]) },
  { weight: 1, arbitrary: fc.uniqueArray(sessionId, { minLength: 2, maxLength: 3 }) },
);

/** Many ids, all different. */
export const manySessionIds: Arbitrary<string[]> = fc.uniqueArray(sessionId, {
  minLength: 2,
  maxLength: 12,
  size: 'max',
});
