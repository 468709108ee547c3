import { alignedTable, counted } from '../../harness/internal.ts';
import { visibleText } from '../../harness/output/visible-text.ts';
import type { LawOutcome } from '../runner/check-law.ts';
import type { CheckedLaws } from '../runner/check-laws.ts';
import { type CounterexampleOptions, counterexampleLines } from './counterexample-lines.ts';
import { type LawVerdict, verdictOf } from './law-verdict.ts';

/** What the text about laws needs besides their outcomes. */
export interface LawsTextOptions extends CounterexampleOptions {
  /** How long the check took, in milliseconds. */
  readonly tookMs: number;
}

/**
 * For people: a table of the laws, each counterexample as a trace and as curl commands, and the
 * totals.
 */
export function lawsText({ outcomes, leftOut }: CheckedLaws, options: LawsTextOptions): string {
  const head = ['law', 'seed', 'runs', 'calls', ''];
  const rows = outcomes.map((outcome) => [
    outcome.law.name,
    String(outcome.seed),
    String(outcome.runs),
    String(outcome.calls),
    verdictText(outcome),
  ]);
  return [
    ...(rows.length === 0 ? [] : alignedTable([head, ...rows], (at) => at >= 1 && at <= 3)),
    ...outcomes.flatMap((outcome) => violationLines(outcome, options)),
    ...outcomes.flatMap(errorLines),
    ...(leftOut.length === 0 ? [] : ['', ...leftOutLines(leftOut)]),
    '',
    totals(outcomes, options.tookMs),
    '',
  ].join('\n');
}

/** The laws that were left out, in a line for each reason. */
export function leftOutLines(leftOut: CheckedLaws['leftOut']): string[] {
  const reasons = [...new Set(leftOut.map(({ reason }) => reason))];
  return reasons.map((reason) => {
    const laws = leftOut.filter((left) => left.reason === reason).map(({ law }) => law.name);
    return `left out, for ${reason}: ${laws.join(', ')}`;
  });
}

function verdictText(outcome: LawOutcome): string {
  const verdict = verdictOf(outcome);
  if (verdict === 'cut-short') return 'holds so far';
  return { holds: 'holds', breach: 'VIOLATED', error: 'ERROR', 'not-run': 'not run' }[verdict];
}

function violationLines(
  { law, violation }: LawOutcome,
  options: CounterexampleOptions,
): readonly string[] {
  if (violation === undefined) return [];
  return [
    '',
    `${law.name}: ${law.statement}`,
    `  ${visibleText(violation.explanation)}.`,
    ...counterexampleLines(violation, options).map((line) => `  ${line}`),
    `  rerun: ${options.rerun(law.name, violation)}`,
  ];
}

/** The error that ended the check of a law. */
function errorLines({ law, error }: LawOutcome): readonly string[] {
  return error === undefined
    ? []
    : ['', `${law.name} has no verdict: ${visibleText(error.message)}`];
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

/** How many laws ended with an error, were cut short, or were not tried. */
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
