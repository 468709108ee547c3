import type { CheckedLaws } from '../../../properties/runner/check-laws.ts';
import { verdictOf } from '../../../properties/telling/law-verdict.ts';
import { counted } from '../../report/text/counted.ts';
import { reportError } from '../report-error.ts';
import type { Terminal } from '../terminal.ts';
import { type SavedTo, saveViolations } from './save-counterexamples.ts';

/** What the end of a check depends on besides what was found. */
export interface CheckEnd {
  readonly debug: boolean;
  /** That of `--path`. */
  readonly path: string | undefined;
  readonly saved: SavedTo | undefined;
  readonly isInterrupted: boolean;
  again(law: string, violation: { readonly seed: number; readonly path: string }): string;
}

/** Saves what a check has found, says what else is to be known, and gives the exit code. */
export function concludeCheck(checked: CheckedLaws, end: CheckEnd, terminal: Terminal): number {
  const { saved, isInterrupted, again, path, debug } = end;
  const { outcomes } = checked;
  const holds = outcomes.every(({ violation, error }) => (violation ?? error) === undefined);
  const untried = outcomes.filter((outcome) => verdictOf(outcome) === 'not-run').length;
  const notes = saved === undefined ? [] : saveViolations(checked, saved, again);
  if (holds && !isInterrupted) notes.push(...untriedNotes(untried, path));
  for (const note of notes) terminal.note(note);
  const errorCodes = noteErrors(checked, { terminal, debug });
  const isOk = holds && untried === 0;
  return Math.max(isInterrupted ? 130 : 0, isOk ? 0 : 1, ...errorCodes);
}

/** Prints each error that ended the check of a law, and gives the exit codes that they mean. */
function noteErrors(
  { outcomes }: CheckedLaws,
  to: { readonly terminal: Terminal; readonly debug: boolean },
): number[] {
  const errors = outcomes.flatMap(({ error }) => error ?? []);
  // One service that is gone is the error of all its laws.
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
