import fc, { type Arbitrary } from 'fast-check';
import { LONG_NAME } from './many-names.ts';
import { sessionIds } from './session-id.ts';

/** Two different sessions, whose keys careless stores mix up. */
export const sessionPair: Arbitrary<readonly [string, string]> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom<[string, string][]>(
      ['s', 's/t'],
      ['s', 's:t'],
      ['s', 'S'],
      ['s', ''],
      ['s', 'shared'],
      ['s/', 's~002f'],
      [`${LONG_NAME}a`, `${LONG_NAME}b`],
    ),
  },
  { weight: 1, arbitrary: sessionIds.map(([one = '', other = '']) => [one, other] as const) },
);
