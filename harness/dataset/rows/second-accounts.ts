import { canonicalArguments } from '../../json/canonical-json.ts';
import type { ClaimedCall } from './dataset-row.ts';
import {
  type ComparableCall,
  comparableCall,
  comparableExecution,
  isSameAnswer,
  isSameCall,
} from './executed-call.ts';
import { executedOtherwise } from './executed-otherwise.ts';
import type { ShownCall } from './message-calls.ts';
import { isNothing, isRowObject, objectsOf, type RowObject, textOf } from './row-value.ts';
import { denialIn } from './shapes/flags.ts';

/** A row's second account of a call. */
export type SecondAccount = Partial<
  Pick<ClaimedCall, 'args' | 'copy' | 'executedOtherwise' | 'denial' | 'unread'>
>;

/** A row's second accounts of its calls, by their index. */
export interface SecondAccounts {
  readonly accounts: ReadonlyMap<number, SecondAccount>;
  /** The part of them that cannot be read, as text. */
  readonly unread: string | undefined;
}

/** The executions of `tool_context`, without empty ones. */
export function executionsOf(row: RowObject): RowObject[] {
  const context = row['tool_context'];
  const executions = isRowObject(context) ? objectsOf(context['executions']) : [];
  return executions.filter((execution) => !isNothing(execution));
}

/**
 * A row's further accounts of its calls: the executions of `tool_context`, and, in a row with
 * messages, the call of `tool_used`, `tool_input` and `tool_output`.
 */
export function secondAccounts(row: RowObject, shown: readonly ShownCall[]): SecondAccounts {
  const executed = executedOtherwise(shown, executionsOf(row));
  const accounts = new Map<number, SecondAccount>();
  for (const [index, execution] of executed.executions) {
    const call = shown[index];
    if (call !== undefined) accounts.set(index, reported(call, execution));
  }
  for (const [index, note] of executed.notes) {
    accounts.set(index, { ...accounts.get(index), executedOtherwise: note });
  }
  const { executedOtherwise: note, unread } = flatAccount(row, shown);
  if (note !== undefined) accounts.set(0, { executedOtherwise: note, ...accounts.get(0) });
  return { accounts, unread: executed.unread ?? unread };
}

/** How a flat call contradicts the messages of its row. */
function flatAccount(row: RowObject, shown: readonly ShownCall[]): SecondAccount {
  const { tool_used: tool, tool_input, tool_output: result } = row;
  if (isNothing(tool) && isNothing(tool_input) && isNothing(result)) return {};
  if (textOf(tool) === undefined || tool === '') {
    return { unread: 'tool_input and tool_output have no tool_used that is a text' };
  }
  const flat = comparableExecution({ function_name: tool, arguments: tool_input, result });
  const found = flat && amongCalls(flat, shown.map(comparableCall));
  if (flat === undefined || found === undefined) {
    const which = shown.some((call) => call.tool === tool)
      ? ' with the arguments of tool_input'
      : '';
    return { executedOtherwise: `the messages have no call of ${tool}${which}, as tool_used has` };
  }
  if (flat.isUnread) return { unread: 'tool_input is not JSON' };
  if (isSameAnswer(flat.answer, found.answer)) return {};
  if (typeof result !== 'string') return { unread: 'tool_output is not a text' };
  return { executedOtherwise: 'tool_output has another answer than the messages' };
}

/** The first equal call with an equal answer, or else the first equal call. */
export function amongCalls<Call extends ComparableCall>(
  one: ComparableCall,
  calls: readonly Call[],
): Call | undefined {
  const same = calls.filter((call) => isSameCall(one, call));
  return same.find((call) => isSameAnswer(one.answer, call.answer)) ?? same[0];
}

/** The model's own spelling of the arguments, which was sent, and the second copy of the answer. */
export function reported(call: ShownCall, execution: RowObject): SecondAccount {
  const { result } = execution;
  const args = textOf(execution['arguments']);
  const isSpelt =
    args !== undefined &&
    call.args !== undefined &&
    canonicalArguments(args) === canonicalArguments(call.args);
  const sent = { ...(isSpelt ? { args } : {}), ...denialIn(execution) };
  if (typeof result === 'string') return { ...sent, copy: result };
  const answer = comparableExecution(execution)?.answer;
  if (call.answer === undefined || isSameAnswer(answer, call.answer)) return sent;
  return { ...sent, unread: 'tool_context has a result that is not a text' };
}
