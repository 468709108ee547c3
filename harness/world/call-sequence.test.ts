import { describe, expect, it } from 'vitest';
import { CallSequence } from './call-sequence.ts';
import { callSeed } from './random.ts';

describe('a sequence of calls', () => {
  it('counts the ordinals of each session separately', () => {
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

  it('begins a call at the given time', () => {
    const sequence = new CallSequence(0, () => 5);
    expect(sequence.next('a', 99).at).toBe(99);
  });

  it('draws nothing twice when a session continues in another file, and forgets a session that ended', () => {
    const sequence = new CallSequence(7, () => 0);
    expect(sequence.restart('a')).toBe(0);
    for (const _ of [0, 1]) sequence.next('a');
    expect(sequence.restart('a')).toBe(2);
    expect(sequence.next('a').seed).toEqual(callSeed({ seed: 9, session: 'a', ordinal: 0 }));
    sequence.rewind('a', { calls: 0, before: 2 });
    expect(sequence.next('a').seed).toEqual(callSeed({ seed: 9, session: 'a', ordinal: 0 }));
    expect(sequence.restart('a')).toBe(3);
    sequence.forget('a');
    expect(sequence.next('a').seed).toEqual(callSeed({ seed: 7, session: 'a', ordinal: 0 }));
  });

  it('distinguishes sessions with names of any length', () => {
    const sequence = new CallSequence(7, () => 0);
    const names = ['x'.repeat(100), 'x'.repeat(101), 'x'.repeat(102)];
    for (const session of names) {
      expect(sequence.next(session).seed).toEqual(callSeed({ seed: 7, session, ordinal: 0 }));
      expect(sequence.next(session).seed).toEqual(callSeed({ seed: 7, session, ordinal: 1 }));
    }
  });
});
