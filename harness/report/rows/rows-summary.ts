import {
  type CallJudgement,
  type RowJudgement,
  reproduces,
} from '../../tool-call/row-judgement.ts';
import { SEVERITY, type Verdict } from '../../tool-call/verdict.ts';

/** Totals of all rows of a dataset; its size does not grow with the number of rows. */
export class RowsSummary {
  /** Rows by verdict; those whose verdict depends on an inferred world are counted apart. */
  readonly rows = noCounts();
  readonly inferred = noCounts();
  /** Rows by the reason of their verdict. */
  readonly reasons = new Map<string, number>();
  /** Calls by verdict, by the name of the tool. */
  readonly tools = new Map<string, Record<Verdict, number>>();
  /** Calls by the type of the error that the row shows, and how many of them are explained. */
  readonly errors = new Map<string, { calls: number; explained: number }>();
  calls = 0;
  explained = 0;
  reproduced = 0;
  /** Rows in which a tool really failed and a later call really succeeded. */
  recovered = 0;

  /** Adds a judged row. */
  add(row: RowJudgement): void {
    (row.isInferred ? this.inferred : this.rows)[row.verdict] += 1;
    if (row.reason !== undefined) count(this.reasons, row.reason);
    if (reproduces(row)) this.reproduced += 1;
    if (recovers(row)) this.recovered += 1;
    for (const call of row.calls) this.#addCall(call);
  }

  /** How many rows were added. */
  get total(): number {
    return SEVERITY.reduce((sum, it) => sum + this.rows[it] + this.inferred[it], 0);
  }

  /** As `summary` of the document for programs. */
  toJSON(): object {
    const { total, calls, explained, reproduced, recovered, rows, inferred } = this;
    return {
      rows: total,
      ...{ reproduced, calls, explained, recovered, ...rows, inferred },
      reasons: sorted(this.reasons),
      tools: sorted(this.tools),
      errors: sorted(this.errors),
    };
  }

  #addCall({ tool, verdict, errorType, isExplained }: CallJudgement): void {
    this.calls += 1;
    if (isExplained) this.explained += 1;
    const counts = this.tools.get(tool) ?? noCounts();
    counts[verdict] += 1;
    // Names are data: a dataset with a new tool in each row must not fill the memory.
    if (this.tools.has(tool) || this.tools.size < MOST_NAMES) this.tools.set(tool, counts);
    if (errorType === undefined) return;
    const errors = this.errors.get(errorType) ?? { calls: 0, explained: 0 };
    errors.calls += 1;
    if (isExplained) errors.explained += 1;
    if (this.errors.has(errorType) || this.errors.size < MOST_NAMES) {
      this.errors.set(errorType, errors);
    }
  }
}

const MOST_NAMES = 1_000;

function noCounts(): Record<Verdict, number> {
  return { same: 0, cosmetic: 0, unverifiable: 0, differs: 0, failed: 0 };
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function recovers({ calls }: RowJudgement): boolean {
  const failed = calls.findIndex((call) => call.errorType !== undefined && call.isExplained);
  if (failed < 0) return false;
  return calls.slice(failed + 1).some((call) => call.errorType === undefined && call.isExplained);
}

function sorted<Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
