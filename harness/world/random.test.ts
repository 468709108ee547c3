import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callSeed, chainedSeed, RandomStream } from './random.ts';

describe('the randomness of a call', () => {
  it('is the same stream however it is read', () => {
    const lengths = fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.nat(), lengths, (seed, parts) => {
        const start = callSeed({ seed, session: 's', ordinal: 0 });
        const total = parts.reduce((sum, length) => sum + length, 0);
        const stream = new RandomStream(start);
        const read = Buffer.concat(parts.map((length) => stream.bytes(length)));
        expect(read).toEqual(Buffer.from(new RandomStream(start).bytes(total)));
      }),
    );
  });

  it('differs by seed, by session and by ordinal', () => {
    const seeds = [
      callSeed({ seed: 1, session: 's', ordinal: 0 }),
      callSeed({ seed: 2, session: 's', ordinal: 0 }),
      callSeed({ seed: 1, session: 't', ordinal: 0 }),
      callSeed({ seed: 1, session: 's', ordinal: 1 }),
      callSeed({ seed: 1, session: undefined, ordinal: 0 }),
      callSeed({ seed: 1, session: '', ordinal: 0 }),
    ];
    const numbers = seeds.map((seed) => new RandomStream(seed).u64());
    expect(new Set(numbers).size).toBe(seeds.length);
    const [first] = seeds;
    expect(chainedSeed(first ?? new Uint8Array(), 0)).not.toEqual(
      chainedSeed(first ?? new Uint8Array(), 1),
    );
  });

  it('is frozen: a change of the stream would change every cassette', () => {
    const stream = new RandomStream(callSeed({ seed: 42, session: 's-1', ordinal: 3 }));
    expect(Buffer.from(stream.bytes(8)).toString('hex')).toMatchInlineSnapshot(
      `"0ec9220c43b3994f"`,
    );
  });
});
