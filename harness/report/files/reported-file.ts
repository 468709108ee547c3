import type { UnfinishedStep } from '../../cassette/readable-interactions.ts';
import type { HarnessFailure } from '../../errors.ts';
import type { FileJudgement, Verdict } from '../../tool-call/verdict.ts';

/** The verdict of a file; `error` for one that could not be judged, which has a `failure`. */
export type FileVerdict = Verdict | 'error';

/** The replay or the run of one file, for a report: its judgement, or why there is none. */
export interface ReportedFile extends Omit<FileJudgement, 'verdict' | 'reason'> {
  readonly verdict: FileVerdict;
  /** That of the judgement; the code of the failure where the verdict is `error`. */
  readonly reason?: string;
  /** From the cassette's header; the path where that cannot be read. */
  readonly name: string;
  /** As the user would name it, with `/` between folders. */
  readonly path: string;
  /** How long it took, in milliseconds. */
  readonly tookMs: number;
  /** The command line that runs it alone. */
  readonly again: string;
  /** What `--update` did about a file that is not the same. */
  readonly update?: FileUpdate;
  /** Why it could not be judged. */
  readonly failure?: HarnessFailure;
  /** The call in the middle of which the recording ended; it was not run. */
  readonly unfinished?: UnfinishedStep;
}

/** `written`: the file holds now what the app does; `record-again`: it is as it was. */
export type FileUpdate =
  | { readonly did: 'written' }
  | {
      readonly did: 'record-again';
      /** The call that cannot be answered offline, counted from 1. */
      readonly step: number;
      readonly why: string;
    };

/** The files of a command, for a report. */
export interface ReportedFiles {
  /** What was run, in the order of the paths. */
  readonly files: readonly ReportedFile[];
  /** What was not: an earlier file is not the same, or the command was interrupted. */
  readonly notRun: readonly NotRunFile[];
  /** Whether the command was asked to end before its end. */
  readonly interrupted?: true;
  /**
   * What was compared, where it was not a recording: two apps, and `recorded` is what the first of
   * them did; or what scenarios expect, and `recorded` is that.
   */
  readonly compared?: Compared;
}

/** A file that was not run, by the name that it has when it runs. */
export interface NotRunFile {
  readonly path: string;
  /** From its header; the path where that cannot be read. */
  readonly name: string;
}

/** What a report compares besides recordings. */
export type Compared = ComparedNames | 'expectations';

/** Two apps as the user named them. */
export interface ComparedNames {
  readonly first: string;
  readonly second: string;
}

/** Counts of files by verdict, and of all calls. */
export interface ReportSummary {
  readonly files: number;
  readonly calls: number;
  /** How many of the calls expect nothing; absent when none. */
  readonly expectNothing?: number | undefined;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  /** How many could not be judged; absent when all were. */
  readonly error?: number | undefined;
}

/** Adds up a report. */
export function summarize(files: readonly ReportedFile[]): ReportSummary {
  const count = (verdict: FileVerdict): number =>
    files.filter((file) => file.verdict === verdict).length;
  const error = count('error');
  const expectNothing = files.reduce((sum, file) => sum + (file.expectNothing ?? 0), 0);
  return {
    files: files.length,
    calls: files.reduce((sum, file) => sum + file.calls, 0),
    expectNothing: expectNothing === 0 ? undefined : expectNothing,
    verdicts: {
      same: count('same'),
      cosmetic: count('cosmetic'),
      differs: count('differs'),
      failed: count('failed'),
      unverifiable: count('unverifiable'),
    },
    error: error === 0 ? undefined : error,
  };
}
