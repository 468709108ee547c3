import { describe, expect, it } from 'vitest';
import { VirtualClock } from './clock.ts';

describe('the clock of a call', () => {
  it('starts at the time of the call and moves a microsecond with each reading', () => {
    const clock = new VirtualClock(1_700_000_000_123);
    expect(clock.readWall()).toEqual({ seconds: 1_700_000_000n, nanoseconds: 123_001_000 });
    expect(clock.readMonotonic()).toBe(2_000n);
    expect(clock.elapsedNs).toBe(2_000n);
  });

  it('is moved forward by a timer and never back', () => {
    const clock = new VirtualClock(0);
    clock.advanceTo(5_000_000n);
    clock.advanceTo(1n);
    expect(clock.readWall()).toEqual({ seconds: 0n, nanoseconds: 5_001_000 });
  });
});
