import { type Progress, progressLine, statusLine } from '../report/text/progress-line.ts';
import type { Terminal } from './terminal.ts';

/** Shows how far a command has come. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** The same for a text of the command's own, which is made only when it is shown. */
  say(text: () => string): void;
  /** Takes it away, so that results can be printed. */
  end(): void;
}

const NOTHING: ProgressDisplay = {
  show: () => undefined,
  say: () => undefined,
  end: () => undefined,
};

/** More often than this, in milliseconds, nobody can read it. */
const SHORTEST_MS = 50;

/** One line on stderr that is written over, where stderr is a terminal and not to be quiet. */
export function progressDisplay(
  terminal: Terminal,
  { quiet }: { readonly quiet: boolean },
): ProgressDisplay {
  if (quiet || !terminal.isTerminal.err) return NOTHING;
  let last = Number.NEGATIVE_INFINITY;
  const write = (line: () => string): void => {
    const now = terminal.now();
    if (now - last < SHORTEST_MS) return;
    last = now;
    terminal.status(line());
  };
  return {
    show: (progress) => write(() => progressLine(progress, terminal.columns)),
    say: (text) => write(() => statusLine(text(), terminal.columns)),
    end: () => {
      if (last > Number.NEGATIVE_INFINITY) terminal.status('');
      last = Number.NEGATIVE_INFINITY;
    },
  };
}
