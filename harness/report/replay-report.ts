import type { Difference, Judgement, Verdict } from '../tool-call/verdict.ts';

/** The replay of one file, for a report. */
export interface ReportedFile extends Judgement {
  /** From the cassette's header. */
  readonly name: string;
  /** As the user would name it, with `/` between folders. */
  readonly path: string;
  readonly calls: number;
  /** How long it took, in milliseconds. Printed for people, never in a document. */
  readonly tookMs: number;
}

/** Counts of files by verdict, and of all calls. */
export interface ReportSummary {
  readonly files: number;
  readonly calls: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/** Adds up a report. */
export function summarize(files: readonly ReportedFile[]): ReportSummary {
  const count = (verdict: Verdict): number =>
    files.filter((file) => file.verdict === verdict).length;
  return {
    files: files.length,
    calls: files.reduce((sum, file) => sum + file.calls, 0),
    verdicts: {
      same: count('same'),
      cosmetic: count('cosmetic'),
      differs: count('differs'),
      failed: count('failed'),
      unverifiable: count('unverifiable'),
    },
  };
}

/** A file's place and a difference's step and field, as `path:line step 2: result.error_type`. */
export function placeOf(file: ReportedFile, difference: Difference): string {
  return `${file.path}:${difference.line} step ${difference.step}: ${difference.where}`;
}
