import type { Verdict, VerdictReason } from './verdict.ts';

/** The judgement of one call that a dataset row claims. */
export interface CallJudgement {
  /** The place among the row's claims, counted from 1. */
  readonly step: number;
  readonly tool: string;
  readonly verdict: Verdict;
  readonly reason?: VerdictReason;
  /** Whether the verdict rests on a starting world that was inferred from the row itself. */
  readonly isInferred: boolean;
  /** Whether the row shows what a client would have told, even of a call that was not executed. */
  readonly isExplained: boolean;
  /** The type of the error that the row shows as the answer. */
  readonly errorType?: string;
  /** What the row shows; absent when it shows nothing, or nothing differs. */
  readonly recorded?: string;
  /** What the run gave, where that differs. */
  readonly actual?: string;
  /** What is wrong, in words, where the reason does not say it all. */
  readonly note?: string;
}

/** The judgement of a row under one contract, or of a line that is no row. */
export interface RowVerdict {
  readonly verdict: Verdict;
  /** The reason of the first call with the row's verdict; absent when it is `same`. */
  readonly reason?: VerdictReason;
  readonly isInferred: boolean;
  readonly calls: readonly CallJudgement[];
}

/** The judgement of one line of a dataset. */
export interface RowJudgement extends RowVerdict {
  /** Counted from 1. */
  readonly line: number;
  /** Whose contract explains the row best; absent when no call was judged. */
  readonly contract?: string;
  /** What the row shows under each contract that was tried. */
  readonly under: ReadonlyMap<string, RowVerdict>;
  /** Why the line could not be read. */
  readonly problem?: string;
}

/** Whether a row stands: all of its calls follow from a world that is known. */
export function reproduces({
  verdict,
  isInferred,
}: Pick<RowVerdict, 'verdict' | 'isInferred'>): boolean {
  return (verdict === 'same' || verdict === 'cosmetic') && !isInferred;
}
