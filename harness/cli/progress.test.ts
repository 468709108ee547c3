import { describe, expect, it } from 'vitest';
import { progressDisplay } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** A terminal that keeps what is printed on stderr. */
function terminalOf(isTerminal: boolean): {
  terminal: Terminal;
  err: string[];
  at(ms: number): void;
} {
  const err: string[] = [];
  let time = 0;
  const terminal: Terminal = {
    out: () => undefined,
    err: () => undefined,
    note: () => undefined,
    status: (line) => err.push(line),
    isTerminal: { out: isTerminal, err: isTerminal },
    columns: 40,
    env: {},
    interrupted: () => new Promise(() => undefined),
    now: () => time,
  };
  return {
    terminal,
    err,
    at: (ms) => {
      time = ms;
    },
  };
}

const progress = { done: 1, total: 2, notSame: 0, current: 'a' };

describe('progress', () => {
  it('is one line that is overwritten, at most twenty times a second, and removed at the end', () => {
    const { terminal, err, at } = terminalOf(true);
    const display = progressDisplay(terminal, { quiet: false });
    for (const time of [0, 10, 49, 50, 60]) {
      at(time);
      display.show({ ...progress, current: `at ${time}` });
    }
    display.end();
    display.end();
    expect(err).toEqual(['1 of 2: at 0', '1 of 2: at 50', '']);
  });

  it('is not shown with --quiet, nor if stderr is not a terminal', () => {
    for (const [isTerminal, quiet] of [
      [true, true],
      [false, false],
    ] as const) {
      const { terminal, err } = terminalOf(isTerminal);
      const display = progressDisplay(terminal, { quiet });
      display.show(progress);
      display.end();
      expect(err).toEqual([]);
    }
  });
});
