import { describe, expect, it } from 'vitest';
import { OUT_OF_TIME, withinTime } from './within-time.ts';

describe('withinTime', () => {
  it('gives what comes of it, an error too', () => {
    expect(withinTime(1_000, () => 'done')).toBe('done');
    const error = new RangeError('no');
    expect(() =>
      withinTime(1_000, () => {
        throw error;
      }),
    ).toThrow(error);
  });

  it('stops a search that would take years', () => {
    const search = () => /^(?:a+)+$/u.test(`${'a'.repeat(60)}!`);
    expect(withinTime(50, search)).toBe(OUT_OF_TIME);
  });
});
