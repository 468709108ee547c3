import { statusLine } from '../../report/text/progress-line.ts';
import type { CommonOptions } from '../options/common-options.ts';
import type { Terminal } from '../terminal.ts';

const SHORTEST_MS = 100;

/** One line on stderr that changes as rows are judged, on a terminal only. */
export function rowsProgress(terminal: Terminal, { quiet }: Pick<CommonOptions, 'quiet'>) {
  const isShown = !quiet && terminal.isTerminal.err;
  let last = Number.NEGATIVE_INFINITY;
  return {
    /** Shows a text, unless one was shown a moment ago. */
    show: (text: () => string): void => {
      if (!isShown || terminal.now() - last < SHORTEST_MS) return;
      last = terminal.now();
      terminal.status(statusLine(text(), terminal.columns));
    },
    end: (): void => {
      if (last > Number.NEGATIVE_INFINITY) terminal.status('');
    },
  };
}
