import { describe, expect, it } from 'vitest';
import { CallSequence } from './call-sequence.ts';
import { callSeed } from './random.ts';

describe('a sequence of calls', () => {
  it('counts the ordinals of each session apart', () => {
    const sequence = new CallSequence(7, () => 0);
    const seeds = ['a', 'b', 'a', undefined].map((session) => sequence.next(session).seed);
    expect(seeds).toEqual([
      callSeed({ seed: 7, session: 'a', ordinal: 0 }),
      callSeed({ seed: 7, session: 'b', ordinal: 0 }),
      callSeed({ seed: 7, session: 'a', ordinal: 1 }),
      callSeed({ seed: 7, session: undefined, ordinal: 0 }),
    ]);
  });

  it('never begins two calls in the same millisecond, nor before an earlier one has ended', () => {
    const sequence = new CallSequence(0, () => 1000.7);
    const first = sequence.next('a');
    const second = sequence.next('a');
    sequence.ended(second, 5000);
    expect([first.at, second.at, sequence.next('b').at]).toEqual([1000, 1001, 6002]);
  });

  it('begins a call at the time that it is told', () => {
    const sequence = new CallSequence(0, () => 5);
    expect(sequence.next('a', 99).at).toBe(99);
  });
});
