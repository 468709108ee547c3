import { placeText } from '../tool-call/difference-place.ts';
import type { Difference, Judgement, OtherApp, Verdict } from '../tool-call/verdict.ts';

/** The verdict of a file; `error` for one that could not be judged, which has a `fault`. */
export type FileVerdict = Verdict | 'error';

/** The replay of one file, for a report. */
export interface ReportedFile extends Omit<Judgement, 'verdict' | 'reason'> {
  readonly verdict: FileVerdict;
  /** That of the judgement; the code of the fault where the verdict is `error`. */
  readonly reason?: string;
  /** From the cassette's header; the path where that cannot be read. */
  readonly name: string;
  /** As the user would name it, with `/` between folders. */
  readonly path: string;
  readonly calls: number;
  /** How many of the calls of a scenario expect nothing; absent when none. */
  readonly expectNothing?: number;
  /** How long it took, in milliseconds. Printed for people, never in the document of `--json`. */
  readonly tookMs: number;
  /** What `--update` did about a file that is not the same. */
  readonly update?: FileUpdate;
  /** Why it could not be judged. */
  readonly fault?: FileFault;
  /** The call in the middle of which the recording ended; it was not run. */
  readonly unfinished?: UnfinishedCall;
  /** The names of both apps, where a file that is not the same was recorded from another one. */
  readonly otherApp?: OtherApp;
}

/** Why a file could not be read or run: what a `HarnessError` says. */
export interface FileFault {
  readonly code: string;
  readonly problem: string;
  /** What to do about it. */
  readonly next: string;
  /** The file at fault, which may be another one, and the line in it, counted from 1. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
}

/** A call that the recorder did not finish, as it was killed. */
export interface UnfinishedCall {
  /** The call in its file, counted from 1. */
  readonly step: number;
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
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

/** All that a command has to report. */
export interface ReplayReport {
  /** What was run, in the order of the paths. */
  readonly files: readonly ReportedFile[];
  /** Paths of files that were not run: an earlier one is not the same, or it was interrupted. */
  readonly notRun: readonly string[];
  /** The names of these in their headers, by path, as far as they can be read. */
  readonly notRunNames?: ReadonlyMap<string, string>;
  /** Whether the command was asked to end before its end. */
  readonly interrupted?: true;
  /**
   * What was compared, where it was not a recording: two apps, and `recorded` is what the first of
   * them did; or what scenarios expect, and `recorded` is that.
   */
  readonly compared?: Compared;
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

/** A file's verdict with its reason, as `differs (changed-result)`. */
export function verdictOf({ verdict, reason }: ReportedFile): string {
  return reason === undefined ? verdict : `${verdict} (${reason})`;
}

/**
 * A file's place and a difference's step and field, as `path:line step 2: result.error_type`; what
 * differs of the world has no step.
 */
export function placeOf(file: ReportedFile, difference: Difference): string {
  const { line, step, where } = difference;
  return `${file.path}:${line}${step === 0 ? '' : ` step ${step}`}: ${placeText(where)}`;
}

/** A fault as the harness tells it: place, problem, and what to do. */
export function faultText({ file, line, problem, next }: FileFault): string {
  const place = file === undefined ? '' : line === undefined ? `${file}: ` : `${file}:${line}: `;
  return `${place}${problem}. ${next}`;
}

/** What is said of a recording that ended in the middle of a call. */
export function unfinishedText(path: string, { step, line }: UnfinishedCall): string {
  const left = `the recording ended in the middle of step ${step}, which is left out`;
  return `${path}:${line}: ${left}; its caller had no answer. Delete the file from this line on.`;
}

/** What is said of a file that was recorded from another app. */
export function otherAppLines({ otherApp }: ReportedFile): string[] {
  if (otherApp === undefined) return [];
  const [recorded, replayed] = [otherApp.recorded, otherApp.replayed].map((name) =>
    JSON.stringify(name),
  );
  return [`recorded from the app ${recorded}, and replayed in ${replayed}: --app takes another`];
}

/** A difference below its place: old and new value, and the nearest exchanges. */
export function detailLines(
  { recorded, actual, nearest = [] }: Difference,
  compared: Compared | undefined,
): DetailLine[] {
  const labels = labelsFor(compared);
  return [
    ...(recorded === undefined ? [] : [{ label: labels.old, text: recorded, is: 'old' as const }]),
    ...(actual === undefined ? [] : [{ label: labels.now, text: actual, is: 'new' as const }]),
    ...nearest.map((text) => ({ label: labels.near, text, is: 'near' as const })),
  ];
}

function labelsFor(compared: Compared | undefined) {
  if (compared === 'expectations') return EXPECTATION_LABELS;
  return compared === undefined ? REPLAY_LABELS : COMPARISON_LABELS;
}

const EXPECTATION_LABELS = {
  old: 'expected: ',
  now: 'actual:   ',
  near: 'nearest written exchange: ',
};

const REPLAY_LABELS = {
  old: 'recorded: ',
  now: 'now:      ',
  near: 'nearest recorded exchange: ',
};

const COMPARISON_LABELS = {
  old: 'first:  ',
  now: 'second: ',
  near: 'nearest exchange of the first: ',
};

/** One line of {@link detailLines}. */
export interface DetailLine {
  readonly label: string;
  readonly text: string;
  readonly is: 'old' | 'new' | 'near';
}
