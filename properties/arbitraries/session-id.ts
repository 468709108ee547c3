import fc, { type Arbitrary } from 'fast-check';
import { hostileText } from './hostile-text.ts';

/** Ids of sessions, hostile ones among them; few enough that two calls often share one. */
export const sessionId: Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('a', 'b', 'a:b', 'a/b', 'a~b', 'A', '') },
  { weight: 2, arbitrary: hostileText },
);

/** Two ids or more, all different. */
export const sessionIds: Arbitrary<string[]> = fc.uniqueArray(sessionId, {
  minLength: 2,
  maxLength: 3,
});
