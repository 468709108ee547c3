import { HarnessError, type HarnessFailure } from '../../errors.ts';
import { visibleText } from '../../output/visible-text.ts';
import { exitCodeOf, reportError } from '../report-error.ts';
import type { Terminal } from '../terminal.ts';

/** A stream of this process, as people name it. */
export type StreamName = 'stdout' | 'stderr';

/** A stream goes to a file that is read, so that nothing may be printed there, not even this. */
export class PrintedIntoInput extends HarnessError {
  readonly streams: readonly StreamName[];

  constructor(failure: HarnessFailure, streams: readonly StreamName[]) {
    super(failure);
    this.streams = streams;
  }
}

/** Whether an error may be said on a stream. */
export function maySayOn(stream: StreamName, error: unknown): boolean {
  return !(error instanceof PrintedIntoInput && error.streams.includes(stream));
}

/**
 * Prints an error where nothing is harmed, and gives the exit code that it means.
 *
 * @param hasDocument whether stdout has it already, in the document of `--json`
 */
export function reportHarmlessly(
  error: unknown,
  where: {
    readonly terminal: Terminal;
    readonly debug: boolean;
    readonly hasDocument: boolean;
  },
): number {
  if (!(error instanceof PrintedIntoInput) || maySayOn('stderr', error)) {
    return reportError(error, where);
  }
  if (!where.hasDocument && maySayOn('stdout', error)) {
    where.terminal.out(`spintape: ${visibleText(error.message)}\n`);
  }
  return exitCodeOf(error);
}
