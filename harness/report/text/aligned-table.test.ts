import { expect, it } from 'vitest';
import { alignedTable } from './aligned-table.ts';

it('aligns texts to the left and numbers to the right', () => {
  const rows = [
    ['tool', '', 'same', 'differs'],
    ['read_file', 'x', '1', '20'],
  ];
  expect(alignedTable(rows)).toEqual([
    'tool          same  differs',
    'read_file  x     1       20',
  ]);
});

it('pads no cell to the width of a far too long one, however many rows there are', () => {
  const rows = [['x'.repeat(800_000), '', '1'], ...Array(200_000).fill(['a', '', '2'])];
  const lines = alignedTable(rows);
  expect(lines[0]).toBe(`${'x'.repeat(800_000)}    1`);
  expect(lines[1]).toBe(`a${' '.repeat(119)}    2`);
  expect(lines).toHaveLength(200_001);
});
