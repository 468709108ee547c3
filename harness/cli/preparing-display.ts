import type { PreparingListener } from '../host/prepare-app.ts';
import type { Terminal } from './terminal.ts';

/** Smaller components are prepared in less than a second: 1 MiB. */
const LARGE_BYTES = 1024 * 1024;

/** Shows on stderr which components are prepared, and how long it took; nothing with `--quiet`. */
export function preparingDisplay(
  terminal: Terminal,
  { quiet }: { readonly quiet: boolean },
): PreparingListener | undefined {
  if (quiet) return undefined;
  return ({ component, bytes, place }) => {
    if (bytes < LARGE_BYTES) return () => undefined;
    const text = `preparing ${component}${place ? ` (${place.at} of ${place.of})` : ''}`;
    const began = terminal.now();
    if (terminal.isTerminal.err) terminal.status(text);
    return () => {
      if (terminal.isTerminal.err) terminal.status('');
      terminal.note(`${text} ${Math.round((terminal.now() - began) / 1000)} s`);
    };
  };
}
