import { type DifferencePlace, placeText } from './difference-place.ts';

/**
 * The outcome of running a recorded call again.
 *
 * - `same`: the same bytes, exchanges and state
 * - `cosmetic`: the same JSON value in other bytes
 * - `differs`: any other difference
 * - `failed`: the call had no result; see {@link FailureReason}
 * - `unverifiable`: something that the call needs is not known, or the recording itself says that
 *   the call does not reproduce
 */
export type Verdict = 'same' | 'cosmetic' | 'differs' | 'failed' | 'unverifiable';

/** Why a call differs. */
export type DifferenceReason =
  | 'changed-result'
  | 'changed-request'
  | 'more-calls'
  | 'fewer-calls'
  | 'changed-state'
  | 'new-capability';

/** Why a call has no result. */
export type FailureReason =
  | 'trap'
  | 'deadline'
  | 'memory'
  | 'no-response'
  | 'no-route'
  | 'unsupported';

/**
 * Why a call of a dataset row does not pass.
 *
 * - `drifted`: the world is known, and gives another answer
 * - `contradiction`: no starting world gives this answer after the earlier calls of the row
 * - `time-travel`: its arguments use a value that first appears in a later answer, or in one of the
 *   same turn
 * - `lost`: it is claimed but was never executed
 * - `infrastructure`: an HTTP or connection error in place of the tool's answer
 * - `contradicts-itself`: the row has two accounts of its calls, which differ
 * - `invalid-arguments`: the tool rejects the arguments, but the row shows another answer
 */
export type RowReason =
  | 'drifted'
  | 'contradiction'
  | 'time-travel'
  | 'lost'
  | 'infrastructure'
  | 'contradicts-itself'
  | 'invalid-arguments';

/**
 * The missing information that a dataset row's call needs to be judged.
 *
 * - `missing-world`: the files that the session started with
 * - `missing-mock-state`: schemas, responses and fixtures of the mock
 * - `missing-cassette`: the answers of the live service
 * - `missing-component`: no component of the app has the tool
 * - `missing-answer`: the row has no answer to the call
 * - `ambiguous-answer`: the ids of the messages do not determine which call an answer belongs to
 * - `missing-calls`: the row has no call, or has calls in its texts, which are not read
 * - `unreadable-row`: the row itself
 */
export type MissingReason =
  | 'missing-world'
  | 'missing-mock-state'
  | 'missing-cassette'
  | 'missing-component'
  | 'missing-answer'
  | 'ambiguous-answer'
  | 'missing-calls'
  | 'unreadable-row';

/** A call differs, and its recording says that it is not a function of its recorded world. */
export type RecordedReason = 'unreproducible';

/** The closed set of reason codes of a verdict. */
export type VerdictReason =
  | DifferenceReason
  | FailureReason
  | RowReason
  | MissingReason
  | RecordedReason;

/** A difference between a call and its recording. */
export interface Difference {
  readonly reason: VerdictReason;
  /** The call in its file, counted from 1; 0 for the world before the first call. */
  readonly step: number;
  /** The line where the call begins in its file, counted from 1. */
  readonly line: number;
  readonly where: DifferencePlace;
  /** The value in the file; absent if it has none. */
  readonly recorded?: string;
  /** The value of the run; absent if it has none. */
  readonly actual?: string;
  /** What the tool said, where the values show only that it failed. */
  readonly error?: string;
  /** What the components of the call printed; at the first difference of a call only. */
  readonly printed?: readonly string[];
  /** For a request that was not recorded: the nearest recorded one and how it differs. */
  readonly nearest?: readonly string[];
}

/** A difference as documents of `--json` have it: the place is a text. */
export type PrintedDifference = Omit<Difference, 'where'> & { readonly where: string };

/** Prints the place of a difference and leaves the rest, in the same order of keys. */
export function printedDifference(difference: Difference): PrintedDifference {
  return { ...difference, where: placeText(difference.where) };
}

/** The judgement of one call or of a whole file. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The reason of the first difference; absent when the verdict is `same`. */
  readonly reason?: VerdictReason;
  readonly differences: readonly Difference[];
}

/** From the best verdict to the worst. */
export const SEVERITY: readonly Verdict[] = [
  'same',
  'cosmetic',
  'unverifiable',
  'differs',
  'failed',
];

/** The worst of several verdicts; `same` if there are none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, SEVERITY.indexOf(verdict));
  return SEVERITY[worst] ?? 'same';
}

/** The app that a cassette names, and the app that replayed it. */
export interface OtherApp {
  readonly recorded: string;
  readonly replayed: string;
}

/** The result of running one file. */
export interface FileJudgement extends Judgement {
  /** Calls that were run. */
  readonly calls: number;
  /** How many of them expect nothing; absent if none, and for cassettes. */
  readonly expectNothing?: number;
  /** The names of both apps, where a file that is not the same was recorded from another one. */
  readonly otherApp?: OtherApp;
}
