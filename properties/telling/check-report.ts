import { printCassette } from '../../harness/internal.ts';
import { visibleText } from '../../harness/output/visible-text.ts';
import type { LawOutcome, LawViolation } from '../runner/check-law.ts';
import type { LawsReport } from '../runner/check-laws.ts';
import { type CurlOptions, curlLines } from './curl-lines.ts';
import { readableTrace } from './readable-trace.ts';

/** What a report of laws needs besides their outcomes. */
export interface CheckReportOptions extends CurlOptions {
  /** The command line that finds a counterexample again. */
  again(law: string, violation: { readonly seed: number; readonly path: string }): string;
  /** How long the check took, in milliseconds. */
  readonly tookMs: number;
}

/**
 * For people: a table of the laws, each counterexample as a trace and as curl commands, and the
 * totals.
 */
export function checkReport(report: LawsReport, options: CheckReportOptions): string {
  const { outcomes, leftOut } = report;
  const head = ['law', 'seed', 'runs', 'calls', ''];
  const rows = outcomes.map((outcome) => [
    outcome.law.name,
    String(outcome.seed),
    String(outcome.runs),
    String(outcome.calls),
    verdictText(outcome),
  ]);
  return [
    ...(rows.length === 0 ? [] : table([head, ...rows])),
    ...outcomes.flatMap((outcome) => violationLines(outcome, options)),
    ...outcomes.flatMap(errorLines),
    ...(leftOut.length === 0 ? [] : ['', ...leftOutLines(leftOut)]),
    '',
    totals(outcomes, options.tookMs),
    '',
  ].join('\n');
}

/** The laws that cannot be checked, a line for each reason. */
export function leftOutLines(leftOut: LawsReport['leftOut']): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const laws = leftOut.filter((left) => left.reason === reason).map(({ law }) => law.name);
    return `left out, for ${reason}: ${laws.join(', ')}`;
  });
}

/** How the check of a law can end. */
export type LawVerdict = 'holds' | 'breach' | 'error' | 'cut-short' | 'not-run';

/** How the check of a law ended, in a word. */
export function verdictOf({ violation, error, isCut, runs }: LawOutcome): LawVerdict {
  if (violation !== undefined) return 'breach';
  if (error !== undefined) return 'error';
  if (runs === 0) return 'not-run';
  return isCut ? 'cut-short' : 'holds';
}

function verdictText(outcome: LawOutcome): string {
  const verdict = verdictOf(outcome);
  if (verdict === 'cut-short') return 'holds so far';
  return { holds: 'holds', breach: 'VIOLATED', error: 'ERROR', 'not-run': 'not run' }[verdict];
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) =>
    row
      .map((cell, at) =>
        at >= 1 && at <= 3 ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  );
}

function violationLines(
  { law, violation }: LawOutcome,
  options: CheckReportOptions,
): readonly string[] {
  if (violation === undefined) return [];
  const { trace, explanation } = violation;
  const reported = trace === undefined ? shownInstead(violation) : readableTrace(trace);
  const shown = trace === undefined ? [] : curlLines(trace, options);
  return [
    '',
    `${law.name}: ${law.statement}`,
    `  ${visibleText(explanation)}.`,
    ...reported.map((line) => `  ${line}`),
    ...shown.map((line) => `  ${line}`),
    `  again: ${options.again(law.name, violation)}`,
  ];
}

/** What ended the check of a law without a verdict. */
function errorLines({ law, error }: LawOutcome): readonly string[] {
  return error === undefined
    ? []
    : ['', `${law.name} has no verdict: ${visibleText(error.message)}`];
}

/**
 * What shows a counterexample that is none of calls: a recording, or else the value that was tried.
 */
function shownInstead({ cassette, value }: LawViolation): readonly string[] {
  if (cassette === undefined) return [`for ${visibleText(value)}`];
  const lines = printCassette(cassette, 'schema.json').trimEnd().split('\n');
  return ['for the recording', ...lines.map((line) => `  ${visibleText(line)}`)];
}

function totals(outcomes: readonly LawOutcome[], tookMs: number): string {
  const violations = outcomes.filter(({ violation }) => violation !== undefined).length;
  const sum = (of: (outcome: LawOutcome) => number): number =>
    outcomes.reduce((total, outcome) => total + of(outcome), 0);
  const parts = [
    counted(outcomes.length, 'law'),
    counted(violations, 'counterexample'),
    ...unfinished(outcomes),
    counted(
      sum(({ runs }) => runs),
      'run',
    ),
    counted(
      sum(({ calls }) => calls),
      'call',
    ),
    `${Math.round(tookMs)} ms`,
  ];
  return parts.join(', ');
}

/** How many laws have no verdict, hold only as far as they were tried, and were not tried. */
function unfinished(outcomes: readonly LawOutcome[]): readonly string[] {
  const of = (verdict: LawVerdict): number =>
    outcomes.filter((outcome) => verdictOf(outcome) === verdict).length;
  const [errors, cut, untried] = [of('error'), of('cut-short'), of('not-run')];
  return [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(cut === 0 ? [] : [`${cut} cut short`]),
    ...(untried === 0 ? [] : [`${untried} not run`]),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
