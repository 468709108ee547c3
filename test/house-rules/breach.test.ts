import { expect, it } from 'vitest';
import { describeBreach } from './breach.ts';

it('names file and line before the message', () => {
  expect(describeBreach({ path: 'harness/a.ts', line: 3, message: 'is wrong. Mend it.' })).toBe(
    'harness/a.ts:3 is wrong. Mend it.',
  );
});
