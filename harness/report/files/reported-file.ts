import type { UnfinishedStep } from '../../cassette/readable-interactions.ts';
import type { HarnessFailure } from '../../errors.ts';
import type { FileJudgement, Verdict } from '../../tool-call/verdict.ts';

/** The verdict of a file; `error` for one that could not be judged, which has a `failure`. */
export type FileVerdict = Verdict | 'error';

/** The replay or run of one file, for a report: its judgement, or why it has none. */
export interface ReportedFile extends Omit<FileJudgement, 'verdict' | 'reason'> {
  readonly verdict: FileVerdict;
  /** The reason of the judgement; the code of the failure if the verdict is `error`. */
  readonly reason?: string;
  /** From the cassette's header; the path if that cannot be read. */
  readonly name: string;
  /** As the user would name it, with `/` between folders. */
  readonly path: string;
  /** How long it took, in milliseconds; absent if nobody measured it. */
  readonly tookMs?: number;
  /** The command line that runs it alone. */
  readonly rerun: string;
  /** What `--update` did about a file that is not the same. */
  readonly update?: FileUpdate;
  /** Parts of the file that had no effect or were not compared, by their keys. */
  readonly leftOut?: readonly string[];
  /** Why it could not be judged. */
  readonly failure?: HarnessFailure;
  /** The call during which the recording ended; it was not run. */
  readonly unfinished?: UnfinishedStep;
}

/** `written`: the file now holds what the app does; `record-again`: it was not changed. */
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
  /** What was not run, because of an earlier file or an interruption. */
  readonly notRun: readonly NotRunFile[];
  /** What was left out, in the order of the paths; absent where nothing can be. */
  readonly leftOut?: readonly LeftOutFile[];
  /** Whether the command was interrupted. */
  readonly interrupted?: true;
  /**
   * What was compared instead of recordings: two apps, where `recorded` is what the first of them
   * did, or scenarios, where `recorded` is what they expect.
   */
  readonly compared?: Compared;
}

/** A file that was left out, because it needs what a service at a URL cannot be given. */
export interface LeftOutFile extends NotRunFile {
  /** The keys of the file that ask for it. */
  readonly needs: readonly string[];
}

/** A file that was not run. */
export interface NotRunFile {
  readonly path: string;
  /** As that of a {@link ReportedFile}. */
  readonly name: string;
}

/** What a report compares instead of recordings. */
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

/** The totals of files. */
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
