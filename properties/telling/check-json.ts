import { HarnessError, printCassette } from '../../harness/internal.ts';
import type { LawViolation } from '../runner/check-law.ts';
import type { LawsReport } from '../runner/check-laws.ts';
import { type LawVerdict, verdictOf } from './check-report.ts';
import { readableTrace } from './readable-trace.ts';

/** The document of `check --json`, sorted by law, without times. */
export function checkJson({ outcomes, leftOut }: LawsReport, ok: boolean): string {
  const count = (verdict: LawVerdict): number =>
    outcomes.filter((outcome) => verdictOf(outcome) === verdict).length;
  const results = outcomes
    .map((outcome) => ({
      name: outcome.law.name,
      verdict: verdictOf(outcome),
      seed: outcome.seed,
      runs: outcome.runs,
      calls: outcome.calls,
      ...(outcome.violation !== undefined && { breach: violationFields(outcome.violation) }),
      ...(outcome.error !== undefined && { error: errorFields(outcome.error) }),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const summary = {
    laws: outcomes.length,
    runs: results.reduce((sum, { runs }) => sum + runs, 0),
    calls: results.reduce((sum, { calls }) => sum + calls, 0),
    holds: count('holds'),
    breach: count('breach'),
    error: count('error'),
    'cut-short': count('cut-short'),
    'not-run': count('not-run'),
  };
  const left = leftOut
    .map(({ law, reason }) => ({ name: law.name, reason }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const document = { spintape: 1, command: 'check', ok, summary, results, leftOut: left };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** As in the results of other commands; of a fault of ours its message alone is known. */
function errorFields(error: Error): object {
  if (!(error instanceof HarnessError)) return { problem: error.message };
  const { code, problem, next, file, line } = error;
  return { code, problem, next, file, line };
}

function violationFields({
  explanation,
  value,
  seed,
  path,
  shrinks,
  trace,
  cassette,
}: LawViolation): object {
  return {
    explanation,
    value,
    seed,
    path,
    shrinks,
    ...(trace !== undefined && { calls: trace.steps.length, story: readableTrace(trace) }),
    ...(cassette !== undefined && {
      calls: cassette.entries.length,
      cassette: printCassette(cassette, 'schema.json'),
    }),
  };
}
