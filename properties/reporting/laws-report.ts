import type { Report } from '../../harness/internal.ts';
import type { CheckedLaws } from '../runner/check-laws.ts';
import { lawEntry, leftOutEntry } from './law-entry.ts';
import { type LawVerdict, verdictOf } from './law-verdict.ts';
import { type LawsTextOptions, lawsText } from './laws-text.ts';

/** What a report of laws needs besides their outcomes. */
export interface LawsReportOptions extends LawsTextOptions {
  /** Whether the check was interrupted. */
  readonly isInterrupted: boolean;
}

/** What `check` reports: the laws that were checked, and those that were left out. */
export function lawsReport(checked: CheckedLaws, options: LawsReportOptions): Report {
  const { outcomes, leftOut } = checked;
  const count = (verdict: LawVerdict): number =>
    outcomes.filter((outcome) => verdictOf(outcome) === verdict).length;
  const bad = count('breach') + count('error') + count('not-run');
  const left = leftOut
    .map(({ law, reason }) => ({ name: law.name, reason }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    command: 'check',
    ok: bad === 0 && !options.isInterrupted,
    tookMs: options.tookMs,
    summary: {
      laws: outcomes.length,
      runs: outcomes.reduce((sum, { runs }) => sum + runs, 0),
      calls: outcomes.reduce((sum, { calls }) => sum + calls, 0),
      holds: count('holds'),
      breach: count('breach'),
      error: count('error'),
      'cut-short': count('cut-short'),
      'not-run': count('not-run'),
    },
    unjudged: { leftOut: left },
    entries: () => [
      ...outcomes.map((outcome) => lawEntry(outcome, options)),
      ...leftOut.map(leftOutEntry),
    ],
    text: () => lawsText(checked, options),
  };
}
