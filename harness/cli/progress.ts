import { type Progress, progressLine, statusLine } from '../report/text/progress-line.ts';
import type { Terminal } from './terminal.ts';

/** Shows the progress of a command. */
export interface ProgressDisplay {
  show(progress: Progress): void;
  /** The same for a text from the command, which is made only when it is shown. */
  say(text: () => string): void;
  /** Removes it, so that results can be printed. */
  end(): void;
}

const NOTHING: ProgressDisplay = {
  show: () => undefined,
  say: () => undefined,
  end: () => undefined,
};

/** The least time between two updates, in milliseconds: nobody can read faster. */
const SHORTEST_MS = 50;

/**
 * One line on stderr that is overwritten; nothing with `--quiet`, or if stderr is not a terminal.
 */
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
