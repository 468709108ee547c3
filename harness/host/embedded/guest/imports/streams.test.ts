import { describe, expect, it } from 'vitest';
import { InputStream } from './streams.ts';

describe('an input stream', () => {
  const stream = () => new InputStream(Uint8Array.of(1, 2, 3), { chunks: [1, 0, 2] });

  it('reads a chunk without bytes as such when it does not block', () => {
    const chunks = stream();
    expect([1, 2, 3].map(() => [...chunks.read(9n)])).toEqual([[1], [], [2, 3]]);
    expect(() => chunks.read(9n)).toThrow(expect.objectContaining({ payload: { tag: 'closed' } }));
  });

  it('never blocks for nothing', () => {
    const chunks = stream();
    expect([1, 2].map(() => [...chunks.blockingRead(9n)])).toEqual([[1], [2, 3]]);
    expect(() => chunks.blockingRead(9n)).toThrow(
      expect.objectContaining({ payload: { tag: 'closed' } }),
    );
    expect([...stream().blockingRead(0n)]).toEqual([]);
    const skipped = stream();
    expect([1, 2].map(() => skipped.blockingSkip(9n))).toEqual([1n, 2n]);
  });
});
