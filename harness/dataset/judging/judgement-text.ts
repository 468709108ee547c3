import type { RowJudgement, RowVerdict } from '../../tool-call/row-judgement.ts';

/** A judgement as one line of JSON, without loss. */
export function printJudgement({ under, calls, ...row }: RowJudgement): string {
  // The calls of the row are those under its contract, which are printed already.
  const { contract } = row;
  const isUnder = contract !== undefined && under.get(contract)?.calls === calls;
  return JSON.stringify({ ...row, ...(isUnder ? {} : { calls }), under: [...under] });
}

/** Reads the output of {@link printJudgement}; undefined for any other text. */
export function readJudgement(value: unknown): RowJudgement | undefined {
  if (typeof value !== 'object' || value === null || !('under' in value)) return undefined;
  // The file is ours, and its head has been compared.
  const { under: entries, ...row } = value as Omit<RowJudgement, 'under' | 'calls'> & {
    readonly under: readonly (readonly [string, RowVerdict])[];
    readonly calls?: RowJudgement['calls'];
  };
  const under = new Map(entries);
  const calls = row.calls ?? under.get(row.contract ?? '')?.calls ?? [];
  return { ...row, calls, under };
}
