import {
  type Entry,
  HarnessError,
  type Outcome,
  type Problem,
  printCassette,
} from '../../harness/internal.ts';
import type { LawOutcome, LawViolation } from '../runner/check-law.ts';
import type { LeftOutLaw } from '../runner/check-laws.ts';
import { type CounterexampleOptions, counterexampleLines } from './counterexample-lines.ts';
import { type LawVerdict, verdictOf } from './law-verdict.ts';
import { readableTrace } from './readable-trace.ts';

/** The outcome of a law as an entry of a report. */
export function lawEntry(outcome: LawOutcome, options: CounterexampleOptions): Entry {
  const verdict = verdictOf(outcome);
  const { law, seed, runs, calls, violation, error } = outcome;
  return {
    ...{ name: law.name, outcome: OUTCOMES[verdict], verdict, reason: verdict },
    problems: [
      ...(violation === undefined ? [] : [violated(law, violation, options)]),
      ...(error === undefined ? [] : [{ short: error.message, full: error.message, details: [] }]),
    ],
    remarks: [],
    notices: [],
    result: {
      ...{ name: law.name, verdict, seed, runs, calls },
      ...(violation !== undefined && { breach: violationMembers(violation) }),
      ...(error !== undefined && { error: errorMembers(error) }),
    },
  };
}

/** A law that was not checked as an entry of a report. */
export function leftOutEntry({ law, reason }: LeftOutLaw): Entry {
  const nothing = { problems: [], remarks: [], notices: [] };
  const verdict = `left out, for ${reason}`;
  return { name: law.name, outcome: 'skipped', verdict, reason: 'left-out', ...nothing };
}

const OUTCOMES: Readonly<Record<LawVerdict, Outcome>> = {
  holds: 'passed',
  'cut-short': 'passed',
  breach: 'failed',
  error: 'error',
  'not-run': 'skipped',
};

function violated(
  law: LawOutcome['law'],
  violation: LawViolation,
  options: CounterexampleOptions,
): Problem {
  const short = `${violation.explanation}.`;
  // Programs may look for this label in JUnit XML, so it is not that of the text for people.
  const again = `again: ${options.rerun(law.name, violation)}`;
  const details = [...counterexampleLines(violation, options), again];
  return { short, full: `${law.statement} ${short}`, details };
}

/** As in the results of other commands; a bug of ours has only a message. */
function errorMembers(error: Error): object {
  if (!(error instanceof HarnessError)) return { problem: error.message };
  const { code, problem, next, file, line } = error;
  return { code, problem, next, file, line };
}

function violationMembers({
  explanation,
  value,
  seed,
  path,
  shrinks,
  trace,
  cassette,
}: LawViolation): object {
  return {
    ...{ explanation, value, seed, path, shrinks },
    ...(trace !== undefined && { calls: trace.steps.length, story: readableTrace(trace) }),
    ...(cassette !== undefined && {
      calls: cassette.entries.length,
      cassette: printCassette(cassette, 'schema.json'),
    }),
  };
}
