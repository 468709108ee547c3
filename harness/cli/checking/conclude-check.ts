import { verdictOf } from '../../../properties/reporting/law-verdict.ts';
import type { CheckedLaws } from '../../../properties/runner/check-laws.ts';
import { counted } from '../../report/text/counted.ts';
import { reportError } from '../report-error.ts';
import type { Terminal } from '../terminal.ts';
import { type SavedTo, saveViolations } from './save-counterexamples.ts';

/** What the end of a check depends on besides its results. */
export interface CheckEnd {
  readonly debug: boolean;
  /** The value of `--path`. */
  readonly path: string | undefined;
  readonly saved: SavedTo | undefined;
  readonly isInterrupted: boolean;
  rerun(law: string, violation: { readonly seed: number; readonly path: string }): string;
}

/** Saves what a check has found, prints notes, and returns the exit code. */
export function concludeCheck(checked: CheckedLaws, end: CheckEnd, terminal: Terminal): number {
  const { saved, isInterrupted, rerun, path, debug } = end;
  const { outcomes } = checked;
  const holds = outcomes.every(({ violation, error }) => (violation ?? error) === undefined);
  const untried = outcomes.filter((outcome) => verdictOf(outcome) === 'not-run').length;
  const notes = saved === undefined ? [] : saveViolations(checked, saved, rerun);
  if (holds && !isInterrupted) notes.push(...untriedNotes(untried, path));
  for (const note of notes) terminal.note(note);
  const errorCodes = noteErrors(checked, { terminal, debug });
  const isOk = holds && untried === 0;
  return Math.max(isInterrupted ? 130 : 0, isOk ? 0 : 1, ...errorCodes);
}

/** Prints each error that ended the check of a law, and returns their exit codes. */
function noteErrors(
  { outcomes }: CheckedLaws,
  to: { readonly terminal: Terminal; readonly debug: boolean },
): number[] {
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  // A service that is gone causes the same error for all laws.
  const unlike = new Map(errors.map((error) => [error.message, error]));
  return [...unlike.values()].map((error) => reportError(error, to));
}

function untriedNotes(untried: number, path: string | undefined): string[] {
  if (path !== undefined) {
    return untried === 0
      ? ['this path leads to no counterexample']
      : ['this path leads to no value: a number in it is too large, or the law has changed'];
  }
  if (untried === 0) return [];
  return [`${counted(untried, 'law')} not tried at all: give more --time`];
}
