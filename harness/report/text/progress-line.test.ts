import { describe, expect, it } from 'vitest';
import { progressLine } from './progress-line.ts';

describe('the progress line', () => {
  const progress = { done: 3, total: 12, notSame: 0, current: 'vfs/read-back' };

  it('says how many files are done and which one runs', () => {
    expect(progressLine(progress, 80)).toBe('3 of 12: vfs/read-back');
  });

  it('counts those that are not the same', () => {
    const line = progressLine({ ...progress, notSame: 2 }, 80);
    expect(line).toBe('3 of 12, 2 not the same: vfs/read-back');
  });

  it('stays within one line and never moves the cursor by a name', () => {
    expect(progressLine(progress, 14)).toBe('3 of 12: vfs/');
    expect(progressLine({ ...progress, current: 'a\nb\u001b[2J' }, 80)).toBe(
      '3 of 12: a\\u000ab\\u001b[2J',
    );
  });
});
