import { expect, it } from 'vitest';
import { indexFileViolations } from './index-file.ts';
import { linesOf, snippet } from './snippet.fixture.ts';

it('takes named re-exports only', () => {
  const text = `export { a } from './a.ts';
export type { B } from './b.ts';
export * from './c.ts';
import { d } from './d.ts';
export const e = d;
export { d };
`;
  expect(linesOf(indexFileViolations(snippet('harness/index.ts', text)))).toEqual([3, 4, 5, 6]);
  expect(indexFileViolations(snippet('harness/other.ts', text))).toEqual([]);
});
