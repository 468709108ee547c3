import { expect, it } from 'vitest';
import { docstringViolations } from './docstrings.ts';
import { linesOf, snippet } from './snippet.fixture.ts';

it('wants a docstring on every exported declaration', () => {
  const text = `export const a = 1;
export function b() {}
export class C {}
export interface D {}
export type E = 1;
/** */
export const f = 1;
// A comment is not a docstring.
export const g = 1;
`;
  const violations = docstringViolations(snippet('harness/a.ts', text));
  expect(linesOf(violations)).toEqual([1, 2, 3, 4, 5, 7, 9]);
  expect(violations[0]?.message).toBe(
    'exports a without a docstring. Say in a sentence what it means or gives.',
  );
});

it('accepts what is documented, what is not exported, and tests', () => {
  const text = `/** Says a. */
export const a = 1;
const b = 2;
/** Gives c. */
export function c(x: string): void;
export function c(x: number): void;
export function c(x: unknown): void {}
export { b } from './b.ts';
`;
  expect(docstringViolations(snippet('spin-app/a.ts', text))).toEqual([]);
  expect(docstringViolations(snippet('harness/a.fixture.ts', 'export const a = 1;'))).toEqual([]);
});
