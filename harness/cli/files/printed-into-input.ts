import { HarnessError, type HarnessFailure } from '../../errors.ts';
import { visibleText } from '../../output/visible-text.ts';
import { exitCodeOf, reportError } from '../report-error.ts';
import type { Terminal } from '../terminal.ts';

/** The usual name of a stream of this process. */
export type StreamName = 'stdout' | 'stderr';

/** A stream goes to a file that is read, so nothing may be printed there, not even this error. */
export class PrintedIntoInput extends HarnessError {
  readonly streams: readonly StreamName[];

  constructor(failure: HarnessFailure, streams: readonly StreamName[]) {
    super(failure);
    this.streams = streams;
  }
}

/** Whether an error may be printed on a stream. */
export function maySayOn(stream: StreamName, error: unknown): boolean {
  return !(error instanceof PrintedIntoInput && error.streams.includes(stream));
}

/**
 * Prints an error where that harms nothing, and returns its exit code.
 *
 * @param hasDocument whether stdout has the error already, in the document of `--json`
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
