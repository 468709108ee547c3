import type { RowJudgement } from '../../tool-call/row-judgement.ts';
import type { RowsSummary } from './rows-summary.ts';

/** The judgement of a row, with the dataset that it is in. */
export interface ReportedRow {
  /** As the user would name it; `-` is stdin. */
  readonly path: string;
  readonly row: RowJudgement;
}

/** The rows of a command, for a report. */
export interface ReportedRows {
  readonly summary: RowsSummary;
  /** Rows that people are shown one by one. */
  readonly shown: readonly ReportedRow[];
  /** Lines that cannot be read and are not shown: `rows.jsonl:3`. */
  readonly unreadable: readonly string[];
  /** All rows in order, from the first one at each call; there may be too many for a list. */
  rows(): AsyncIterable<ReportedRow>;
}
