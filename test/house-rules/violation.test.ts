import { expect, it } from 'vitest';
import { describeViolation } from './violation.ts';

it('names file and line before the message', () => {
  expect(
    describeViolation({ path: 'harness/a.ts', line: 3, message: 'is wrong. Correct it.' }),
  ).toBe('harness/a.ts:3 is wrong. Correct it.');
});
