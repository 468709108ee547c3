import { failureText } from '../../errors.ts';
import { placeText } from '../../tool-call/difference-place.ts';
import { type Difference, printedDifference } from '../../tool-call/verdict.ts';
import type { Entry, Outcome, Problem } from '../report.ts';
import { verdictText } from '../verdict-text.ts';
import { detailLines, otherAppLines, placeOf, unfinishedText } from './file-lines.ts';
import type { Compared, FileUpdate, FileVerdict, ReportedFile } from './reported-file.ts';

/** A file as an entry of a report. */
export function fileEntry(file: ReportedFile, compared: Compared | undefined): Entry {
  const { name, path, verdict, reason, tookMs, differences, failure, unfinished } = file;
  const problems = differences.map((difference) => problemOf(file, difference, compared));
  return {
    ...{ name, path, outcome: OUTCOMES[verdict], verdict: verdictText(file) },
    ...(tookMs === undefined ? {} : { tookMs }),
    reason: reason ?? verdict,
    problems: failure === undefined ? problems : [...problems, failed(file, failure)],
    remarks: otherAppLines(file),
    notices:
      unfinished === undefined
        ? []
        : [{ title: 'unfinished', line: unfinished.line, text: unfinishedText(path, unfinished) }],
    result: resultOf(file),
  };
}

const OUTCOMES: Readonly<Record<FileVerdict, Outcome>> = {
  same: 'passed',
  cosmetic: 'failed',
  differs: 'failed',
  unverifiable: 'failed',
  failed: 'error',
  error: 'error',
};

function problemOf(
  file: ReportedFile,
  difference: Difference,
  compared: Compared | undefined,
): Problem {
  const { line, step, where, reason } = difference;
  return {
    line,
    short: (step === 0 ? '' : `step ${step}: `) + placeText(where),
    full: `${placeOf(file, difference)} (${reason})`,
    details: detailLines(difference, compared).map(({ label, text }) => label + text),
  };
}

function failed({ path }: ReportedFile, failure: NonNullable<ReportedFile['failure']>): Problem {
  const { file, line } = failure;
  const text = failureText(failure);
  return { line: file === path ? line : undefined, short: text, full: text, details: [] };
}

function resultOf(file: ReportedFile): object {
  const { name, path, verdict, reason, calls, differences, update } = file;
  return {
    ...{ name, path, verdict, reason, calls },
    differences: differences.length === 0 ? undefined : differences.map(printedDifference),
    error: file.failure,
    unfinished: file.unfinished,
    otherApp: file.otherApp,
    leftOut: file.leftOut?.length ? file.leftOut : undefined,
    ...updateMembers(update),
  };
}

function updateMembers(update: FileUpdate | undefined): object {
  if (update === undefined) return {};
  const { did, ...obstacle } = update;
  return did === 'written' ? { update: did } : { update: did, obstacle };
}
