import {
  type CallJudgement,
  type RowJudgement,
  reproduces,
} from '../../tool-call/row-judgement.ts';
import type { Entry, Outcome, Problem } from '../report.ts';
import { verdictText } from '../verdict-text.ts';
import type { ReportedRow } from './reported-row.ts';
import { rowResult } from './row-result.ts';

/** A row as an entry of a report. */
export function rowEntry(reported: ReportedRow): Entry {
  const { path, row } = reported;
  const name = `${path}:${row.line}`;
  return {
    ...{ name, path, outcome: outcomeOf(row), verdict: judgedText(row) },
    reason: row.reason ?? row.verdict,
    problems: problemsOf(name, row),
    remarks: [],
    notices: [],
    result: rowResult(reported),
  };
}

function outcomeOf(row: RowJudgement): Outcome {
  if (reproduces(row)) return 'passed';
  return row.verdict === 'failed' || row.reason === 'unreadable-row' ? 'error' : 'failed';
}

/** The verdict of a row or a call with its reason, and whether it depends on an inferred world. */
function judgedText(judged: Pick<CallJudgement, 'verdict' | 'reason' | 'isInferred'>): string {
  return `${judged.isInferred ? 'inferred ' : ''}${verdictText(judged)}`;
}

function problemsOf(name: string, { problem, calls, under, line }: RowJudgement): Problem[] {
  const bySteps = [...under].map(([contract, other]): CallsUnder => {
    return { contract, calls: new Map(other.calls.map((call) => [call.step, call])) };
  });
  const lines = calls.flatMap((call): Omit<Problem, 'full'>[] => {
    const others = underOthers(call, bySteps);
    if (call.verdict === 'same' && !call.isInferred && others.length === 0) return [];
    const { step, tool, note, recorded, actual } = call;
    const more = note === undefined ? '' : `: ${note}`;
    const short = `step ${step} ${tool}: ${judgedText(call)}${more}`;
    const values = [
      ...(recorded === undefined ? [] : [`row: ${recorded}`]),
      ...(actual === undefined ? [] : [`run: ${actual}`]),
    ];
    return [{ line, short, details: [...values, ...others] }];
  });
  const said = problem ?? (calls.length === 0 ? NO_CALL : undefined);
  const unread = said === undefined ? [] : [{ line, short: said, details: [] }];
  return [...unread, ...lines].map((one) => ({ ...one, full: `${name}: ${one.short}` }));
}

const NO_CALL =
  'the row has no call: none in tool_calls or function_call of a message, in tool_context or in ' +
  'tool_used';

/** The calls of a row under one contract, by their step. */
interface CallsUnder {
  readonly contract: string;
  readonly calls: ReadonlyMap<number, CallJudgement>;
}

/** How other contracts judge a call, if they differ. */
function underOthers(call: CallJudgement, under: readonly CallsUnder[]): string[] {
  return under.flatMap(({ contract, calls }) => {
    const other = calls.get(call.step);
    if (other === undefined || judgedText(other) === judgedText(call)) return [];
    return [`under the contract ${contract}: ${judgedText(other)}`];
  });
}
