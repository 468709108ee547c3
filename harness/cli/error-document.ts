import { HarnessError } from '../errors.ts';
import { jsonDocument } from '../report/json-document.ts';
import { maySayOn } from './files/printed-into-input.ts';
import { shownFailure } from './shown-failure.ts';
import type { Terminal } from './terminal.ts';

/** A command that is run, and its arguments. */
export interface CommandRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/** Whether arguments that may be wrong ask for a document on stdout. */
export function asksForDocument(args: readonly string[]): boolean {
  const isReporter = args.some((word, at) => word === 'json' && args[at - 1] === '--reporter');
  return isReporter || ['--json', '--reporter=json'].some((word) => args.includes(word));
}

/**
 * Runs a command. Where it was to print a document and ends with an error before it has printed
 * one, a document with that error is printed.
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
  // The other members are those of the terminal at the time when they are asked for.
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
