import type { ReproducedRow } from '../../dataset/judging/reproduce-rows.ts';
import type { ReportedRow, ReportedRows } from '../../report/rows/reported-row.ts';
import { RowsSummary } from '../../report/rows/rows-summary.ts';
import { reproduces } from '../../tool-call/row-judgement.ts';
import type { JudgedRows } from './judged-rows.ts';

/** How many rows the report shows one by one, and how many of them with the same reason. */
const MOST_SHOWN = 20;
const MOST_ALIKE = 3;

/** How many unreadable lines that are not shown are named. */
const MOST_UNREADABLE = 50;

/** The results of judged rows; only the file of judged rows grows with their number. */
export class RowsResults implements ReportedRows {
  readonly summary = new RowsSummary();
  /** Rows that are worth looking at: the first ones of each verdict and reason. */
  readonly shown: ReportedRow[] = [];
  /** Lines that cannot be read and are not shown: `rows.jsonl:3`. */
  readonly unreadable: string[] = [];
  readonly #alike = new Map<string, number>();
  readonly #kept: JudgedRows | undefined;

  /** @param kept where rows are kept; undefined if a summary is enough */
  constructor(kept: JudgedRows | undefined) {
    this.#kept = kept;
  }

  add(path: string, { judgement, digest, isRecalled }: ReproducedRow): void {
    this.summary.add(judgement);
    if (!isRecalled) this.#kept?.keep({ path, digest, judgement });
    if (reproduces(judgement)) return;
    const { verdict, reason, isInferred, line } = judgement;
    const kind = `${verdict} ${reason} ${isInferred}`;
    const alike = (this.#alike.get(kind) ?? 0) + 1;
    this.#alike.set(kind, alike);
    const isShown = alike <= MOST_ALIKE && this.shown.length < MOST_SHOWN;
    if (isShown) this.shown.push({ path, row: judgement });
    else if (reason === 'unreadable-row' && this.unreadable.length < MOST_UNREADABLE) {
      this.unreadable.push(`${path}:${line}`);
    }
  }

  /** All rows in order, from the first one at each call; none if they are not kept. */
  async *rows(): AsyncGenerator<ReportedRow, void, undefined> {
    for await (const { path, judgement } of this.#kept?.rows() ?? []) {
      yield { path, row: judgement };
    }
  }
}
