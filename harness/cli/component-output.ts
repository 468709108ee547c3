import type { Printed } from '../record/live-run.ts';
import { shortText } from '../report/text/short-text.ts';
import type { Terminal } from './terminal.ts';

/**
 * Prints what components print: on stderr, each line after the component and the session of the
 * call. Undefined with `--quiet`.
 */
export function componentOutput(
  terminal: Terminal,
  { quiet }: { readonly quiet: boolean },
): ((printed: Printed) => void) | undefined {
  if (quiet) return undefined;
  return ({ component, session, lines }) => {
    const names = [component, session && shortText(session)];
    const from = names.filter((name) => name !== undefined).join(' ');
    for (const line of lines) terminal.note(`[${from}] ${line}`);
  };
}
