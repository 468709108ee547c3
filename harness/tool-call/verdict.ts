import { type DifferencePlace, placeText } from './difference-place.ts';

/**
 * What re-running a recorded call showed.
 *
 * - `same`: the same bytes, exchanges and state
 * - `cosmetic`: the same JSON value in other bytes
 * - `differs`: anything else that can be compared
 * - `failed`: the call had no result; see {@link FailureReason}
 * - `unverifiable`: what is needed to run the call is not known, or the recording itself says that
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
export type FailureReason = 'trap' | 'deadline' | 'memory' | 'no-response' | 'no-route';

/**
 * Why a call of a dataset row does not stand.
 *
 * - `drifted`: the world is known, and gives another answer
 * - `contradiction`: no world at all gives this answer after what the row tells before it
 * - `time-travel`: its arguments use what only a later answer, or one shown beside it, told
 * - `lost`: it is claimed and was never executed
 * - `infrastructure`: an HTTP or connection error stands in the place of the tool's answer
 * - `contradicts-itself`: the row tells of its calls twice, and not the same
 * - `invalid-arguments`: the tool refuses the arguments, and the row shows another answer
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
 * What is missing to judge a call of a dataset row.
 *
 * - `missing-world`: the files that the session started with
 * - `missing-mock-state`: schemas, responses and fixtures of the mock
 * - `missing-cassette`: what the live service answered
 * - `missing-component`: nothing of the app has the tool
 * - `missing-answer`: the row has no answer to the call
 * - `ambiguous-answer`: the ids of the messages do not tell which call an answer belongs to
 * - `missing-calls`: the row claims no call, or has more in its texts, which are not read
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

/** A call differs whose recording says that it would: it is no function of its recorded world. */
export type RecordedReason = 'unreproducible';

/** The closed set of reason codes of a verdict. */
export type VerdictReason =
  | DifferenceReason
  | FailureReason
  | RowReason
  | MissingReason
  | RecordedReason;

/** One thing that is not as it was recorded. */
export interface Difference {
  readonly reason: VerdictReason;
  /** The call in its file, counted from 1; 0 for the world before the first call. */
  readonly step: number;
  /** Where the call begins in its file, counted from 1. */
  readonly line: number;
  readonly where: DifferencePlace;
  /** What the file holds; absent when it holds nothing there. */
  readonly recorded?: string;
  /** What the run gave; absent when it gave nothing there. */
  readonly actual?: string;
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

/** The worst of several verdicts; `same` when there are none. */
export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, SEVERITY.indexOf(verdict));
  return SEVERITY[worst] ?? 'same';
}

/** An app that a cassette names, and the one that it was replayed in. */
export interface OtherApp {
  readonly recorded: string;
  readonly replayed: string;
}

/** What the run of one file showed. */
export interface FileJudgement extends Judgement {
  /** Calls that were run. */
  readonly calls: number;
  /** How many of them only had to be answered; absent when none, and where nothing is demanded. */
  readonly expectNothing?: number;
}
