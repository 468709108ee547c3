import type { CallJudgement, RowJudgement, RowVerdict } from '../../tool-call/row-judgement.ts';
import type { ReportedRow } from './reported-row.ts';

/** A row in the document for programs. */
export function rowResult({ path, row }: ReportedRow): object {
  const { line, contract, verdict, reason, isInferred, calls, under, problem } = row;
  return {
    name: `${path}:${line}`,
    path,
    line,
    verdict,
    reason,
    inferred: isInferred || undefined,
    contract,
    calls: calls.length,
    explained: explainedIn(calls),
    problem,
    under: under.size < 2 ? undefined : mapped(under, verdictResult),
    steps: calls.length === 0 ? undefined : calls.map((call) => stepResult(call, row)),
  };
}

function stepResult(call: CallJudgement, { under }: RowJudgement): object {
  const { step, tool, verdict, reason, isInferred, isExplained, note, recorded, actual } = call;
  const others = new Map(
    [...under].map(([contract, judged]) => [
      contract,
      judged.calls.find((other) => other.step === step),
    ]),
  );
  return {
    step,
    tool,
    verdict,
    reason,
    inferred: isInferred || undefined,
    explained: isExplained,
    note,
    recorded,
    actual,
    under: under.size < 2 ? undefined : mapped(others, shortResult),
  };
}

function shortResult(call: CallJudgement | undefined): object {
  return { verdict: call?.verdict, reason: call?.reason };
}

function verdictResult({ verdict, reason, calls }: RowVerdict): object {
  return { verdict, reason, explained: explainedIn(calls) };
}

function explainedIn(calls: readonly CallJudgement[]): number {
  return calls.filter((call) => call.isExplained).length;
}

function mapped<Value>(
  map: ReadonlyMap<string, Value>,
  print: (value: Value) => object,
): Readonly<Record<string, object>> {
  return Object.fromEntries([...map].map(([name, value]) => [name, print(value)]));
}
