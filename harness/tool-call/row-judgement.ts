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
  /** Whether the row shows the text of a client, even for a call that was not executed. */
  readonly isExplained: boolean;
  /** The type of the error that the row shows as the answer. */
  readonly errorType?: string;
  /** The answer in the row; absent if it has none, or nothing differs. */
  readonly recorded?: string;
  /** The answer of the run, if it differs. */
  readonly actual?: string;
  /** Details as text, if the reason alone is not enough. */
  readonly note?: string;
}

/** The judgement of a row under one contract, or of a line that is not a row. */
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
  /** The verdict under each contract that was tried. */
  readonly under: ReadonlyMap<string, RowVerdict>;
  /** Why the line could not be read. */
  readonly problem?: string;
}

/** Whether a row passes: all its calls reproduce in a known world. */
export function reproduces({
  verdict,
  isInferred,
}: Pick<RowVerdict, 'verdict' | 'isInferred'>): boolean {
  return (verdict === 'same' || verdict === 'cosmetic') && !isInferred;
}
