import { type JsonValue, printJson } from '../../json/json-text.ts';
import { answerText, comparableCall, comparableExecution } from './executed-call.ts';
import type { ShownCall } from './message-calls.ts';
import { argumentsOf, type RowObject, textOf } from './row-value.ts';
import { amongCalls, executionsOf, reported, type SecondAccounts } from './second-accounts.ts';
import { denialIn } from './shapes/flags.ts';

/** The calls of a row without messages, with what it tells of them a second time. */
export interface FlatRow {
  readonly calls: readonly ShownCall[];
  readonly second: SecondAccounts;
}

/**
 * Reads a row that shows one call, in `tool_used`, `tool_input` and `tool_output`; undefined for a
 * row that does not. Where it is among the executions of `tool_context`, they are calls too: all of
 * them were executed, in their order.
 */
export function readFlatRow(row: RowObject): FlatRow | undefined {
  const tool = textOf(row['tool_used']);
  if (tool === undefined) return undefined;
  const nothing = { accounts: new Map(), unread: undefined };
  if (tool === '') return { calls: [], second: nothing };
  const args = argumentsOf(row['tool_input'], printed);
  const call = { tool, args, answer: answerText(row['tool_output']), turn: 1 };
  const executions = executionsOf(row).flatMap((execution) => {
    const comparable = comparableExecution(execution);
    return comparable === undefined ? [] : [{ ...comparable, execution }];
  });
  if (executions.length === 0) return { calls: [call], second: nothing };
  const found = amongCalls(comparableCall(call), executions);
  if (found === undefined) {
    const executedOtherwise = `tool_context has no execution of ${tool} with these arguments`;
    return {
      calls: [call],
      second: { ...nothing, accounts: new Map([[0, { executedOtherwise }]]) },
    };
  }
  const readable = executions.filter((one) => one === found || !one.isUnread);
  const calls = readable.map((one, index) =>
    one === found ? { ...call, turn: index + 1 } : executedCall(one.execution, index + 1),
  );
  const unread = executions.some(({ isUnread }) => isUnread) ? NOT_JSON : undefined;
  const account = found.isUnread ? {} : reported(call, found.execution);
  return { calls, second: { accounts: new Map([[readable.indexOf(found), account]]), unread } };
}

const NOT_JSON = 'tool_context has an execution whose arguments are not JSON';

/** An execution of `tool_context` as a call of its own. */
export function executedCall(execution: RowObject, turn: number): ShownCall {
  return {
    tool: textOf(execution['function_name']) ?? '',
    args: argumentsOf(execution['arguments'], printed),
    answer: textOf(execution['result']),
    turn,
    ...denialIn(execution),
  };
}

function printed(value: unknown): string {
  return printJson(value as JsonValue);
}
