import { HarnessError } from '../errors.ts';
import { jsonDocument } from '../report/json-document.ts';
import { maySayOn } from './files/printed-into-input.ts';
import { shownFailure } from './shown-failure.ts';
import type { Terminal } from './terminal.ts';

/** A command to run, and its arguments. */
export interface CommandRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/** Whether arguments, which may be invalid, ask for a document on stdout. */
export function asksForDocument(args: readonly string[]): boolean {
  const isReporter = args.some((word, at) => word === 'json' && args[at - 1] === '--reporter');
  return isReporter || ['--json', '--reporter=json'].some((word) => args.includes(word));
}

/**
 * Runs a command. If it should print a document, but ends with an error before it has, prints a
 * document with that error.
 *
 * @throws what the command throws.
 */
export async function withErrorDocument(
  { command, args, terminal }: CommandRun,
  run: (args: readonly string[], terminal: Terminal) => Promise<number>,
): Promise<number> {
  let hasPrinted = false;
  const out: Terminal['out'] = (text) => {
    hasPrinted = true;
    terminal.out(text);
  };
  // The other members are read from the terminal when they are needed.
  const noting: Terminal = Object.create(terminal, { out: { value: out } });
  try {
    return await run(args, noting);
  } catch (error) {
    const isAsked = asksForDocument(args) && !hasPrinted;
    if (error instanceof HarnessError && isAsked && maySayOn('stdout', error)) {
      terminal.out(jsonDocument({ command, ok: false }, { error: shownFailure(error) }));
    }
    throw error;
  }
}
