import type { RowJudgement, RowVerdict } from '../../tool-call/row-judgement.ts';
import { SEVERITY } from '../../tool-call/verdict.ts';
import { isRowObject, type RowObject, textOf } from '../rows/row-value.ts';

/** A judgement as one line of JSON, without loss. */
export function printJudgement({ under, calls, ...row }: RowJudgement): string {
  // The calls of the row are those under its contract, which are printed already.
  const { contract } = row;
  const isUnder = contract !== undefined && under.get(contract)?.calls === calls;
  return JSON.stringify({ ...row, ...(isUnder ? {} : { calls }), under: [...under] });
}

/** Reads the output of {@link printJudgement}; undefined for any other text. */
export function readJudgement(value: unknown): RowJudgement | undefined {
  if (!isRowObject(value) || !Array.isArray(value['under'])) return undefined;
  const { under: entries, ...row } = value;
  if (!(entries as readonly unknown[]).every(isContractVerdict)) return undefined;
  const under = new Map(entries as readonly (readonly [string, RowVerdict])[]);
  const { contract } = row;
  const calls = row['calls'] ?? under.get(textOf(contract) ?? '')?.calls ?? [];
  const judgement: RowObject = { ...row, calls, under };
  const isWhole = isRowVerdict(judgement) && isLine(row['line']) && areTexts(row, ROW_TEXTS);
  return isWhole ? (judgement as unknown as RowJudgement) : undefined;
}

const ROW_TEXTS = ['contract', 'problem'];
const CALL_TEXTS = ['reason', 'errorType', 'recorded', 'actual', 'note'];

function isContractVerdict(entry: unknown): boolean {
  if (!Array.isArray(entry) || entry.length !== 2) return false;
  return typeof entry[0] === 'string' && isRowVerdict(entry[1]);
}

function isRowVerdict(value: unknown): boolean {
  if (!isRowObject(value) || !isVerdict(value) || !areTexts(value, ['reason'])) return false;
  return Array.isArray(value['calls']) && value['calls'].every(isCallJudgement);
}

function isCallJudgement(value: unknown): boolean {
  if (!isRowObject(value) || !isVerdict(value) || !areTexts(value, CALL_TEXTS)) return false;
  const { step, tool, isExplained } = value;
  return isLine(step) && typeof tool === 'string' && typeof isExplained === 'boolean';
}

function isVerdict({ verdict, isInferred }: RowObject): boolean {
  return typeof isInferred === 'boolean' && SEVERITY.some((known) => known === verdict);
}

function isLine(value: unknown): boolean {
  return Number.isSafeInteger(value);
}

function areTexts(value: RowObject, names: readonly string[]): boolean {
  return names.every((name) => value[name] === undefined || typeof value[name] === 'string');
}
