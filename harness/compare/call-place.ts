/** The place of a call in its file. */
export interface CallPlace {
  /** Counted from 1. */
  readonly step: number;
  /** Counted from 1. */
  readonly line: number;
}
