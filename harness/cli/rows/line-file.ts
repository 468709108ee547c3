import { fstatSync, readSync } from 'node:fs';

const NEWLINE = 0x0a;
const PIECE = 64 * 1024;

/** Whether an open file begins as `head` does, or ends before it has come to differ. */
export function beginsAs(descriptor: number, head: string): boolean {
  const expected = Buffer.from(head);
  const begin = Buffer.alloc(expected.length);
  const count = readSync(descriptor, begin, 0, begin.length, 0);
  return begin.subarray(0, count).equals(expected.subarray(0, count));
}

/** Where the last whole line of an open file ends, in bytes: what follows broke off. */
export function endOfLastLine(descriptor: number): number {
  let end = fstatSync(descriptor).size;
  const piece = Buffer.alloc(PIECE);
  while (end > 0) {
    const start = Math.max(0, end - PIECE);
    const count = readSync(descriptor, piece, 0, end - start, start);
    const found = piece.subarray(0, count).lastIndexOf(NEWLINE);
    if (found >= 0) return start + found + 1;
    end = start;
  }
  return 0;
}
