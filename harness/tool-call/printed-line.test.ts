import { expect, it } from 'vitest';
import { shownLines } from './printed-line.ts';

it('shows printed lines with their component, repeated ones once and empty ones not at all', () => {
  const lines = ['a', '', 'b', 'b', ' ', 'b', 'a', 'x'.repeat(600)].map((text) => ({
    component: 'notes',
    stream: 'stdout' as const,
    text,
  }));
  expect(shownLines(lines, 's-1')).toEqual([
    '[notes s-1] a',
    '[notes s-1] b (3 times)',
    '[notes s-1] a',
    `[notes s-1] ${'x'.repeat(500)}…`,
  ]);
  expect(shownLines(lines.slice(0, 1))).toEqual(['[notes] a']);
});
