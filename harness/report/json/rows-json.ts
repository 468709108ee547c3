import type { CallJudgement, RowJudgement, RowVerdict } from '../../tool-call/row-judgement.ts';
import type { RowsSummary } from '../rows-summary.ts';

/** One row of the document of `--json`, on one line. */
export function rowJson(path: string, row: RowJudgement): string {
  const { line, contract, verdict, reason, isInferred, calls, under, problem } = row;
  return JSON.stringify({
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
    under: under.size < 2 ? undefined : mapped(under, verdictJson),
    steps: calls.length === 0 ? undefined : calls.map((call) => stepJson(call, row)),
  });
}

/**
 * The document of `--json` around rows that were printed by {@link rowJson}, piece by piece: the
 * same bytes for the same input.
 */
export async function* rowsJson(
  summary: RowsSummary,
  rows: AsyncIterable<string>,
  { ok }: { readonly ok: boolean },
): AsyncGenerator<string, void, undefined> {
  const head = { spintape: 1, command: 'reproduce', ok, summary: summaryJson(summary) };
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "results": [`;
  let separator = '\n';
  for await (const row of rows) {
    yield `${separator}    ${row}`;
    separator = ',\n';
  }
  yield `${separator === '\n' ? '' : '\n  '}]\n}\n`;
}

function summaryJson(summary: RowsSummary): object {
  const { total, calls, explained, reproduced, recovered, rows, inferred } = summary;
  return {
    rows: total,
    reproduced,
    calls,
    explained,
    recovered,
    ...rows,
    inferred,
    reasons: sorted(summary.reasons),
    tools: sorted(summary.tools),
    errors: sorted(summary.errors),
  };
}

function stepJson(call: CallJudgement, { under }: RowJudgement): object {
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
    under: under.size < 2 ? undefined : mapped(others, shortJson),
  };
}

function shortJson(call: CallJudgement | undefined): object {
  return { verdict: call?.verdict, reason: call?.reason };
}

function verdictJson({ verdict, reason, calls }: RowVerdict): object {
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

function sorted<Value>(map: ReadonlyMap<string, Value>): Readonly<Record<string, Value>> {
  return Object.fromEntries([...map].sort(([a], [b]) => (a < b ? -1 : 1)));
}
