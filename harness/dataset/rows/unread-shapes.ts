import { isNothing, isRowObject, type RowObject } from './row-value.ts';

// A value of an unknown shape must not count as absent, because a call may be in it. Empty values
// (null, an empty list) are absent.

/** Parts of a row, outside its messages, that may be calls but cannot be read, as text. */
export function unreadInRow(row: RowObject): string | undefined {
  const { messages, conversations, tool_context: context } = row;
  if (!isNothing(messages) && !Array.isArray(messages)) return 'messages is not a list';
  if (!isNothing(conversations)) return 'conversations are not read in a row with other calls';
  const other = otherKey(row, 'the row');
  if (other !== undefined || isNothing(context)) return other;
  if (!isRowObject(context)) return 'tool_context is not an object';
  const { executions } = context;
  if (isNothing(executions)) return otherKey(context, 'tool_context');
  if (!Array.isArray(executions)) return 'tool_context.executions is not a list';
  for (const execution of executions) {
    const fault = isNothing(execution) ? undefined : executionFault(execution);
    if (fault !== undefined) return fault;
  }
  return otherKey(context, 'tool_context');
}

function executionFault(execution: unknown): string | undefined {
  if (!isRowObject(execution)) return 'an execution of tool_context is not an object';
  const { function_name: name } = execution;
  if (typeof name !== 'string' || name === '') return 'an execution of tool_context has no tool';
  const others = ['name', 'tool', 'tool_name', 'function'].map((key) => execution[key]);
  if (others.some((other) => !isNothing(other) && other !== name)) {
    return 'an execution of tool_context names its tool in two ways';
  }
  return argumentsElsewhere(execution, 'an execution of tool_context');
}

/** Parts of a message that may be calls but cannot be read, as text. */
export function unreadInMessage(message: RowObject, isAnswer: boolean): string | undefined {
  const { tool_calls: calls, function_call: call, tool_call_id: id, ...others } = message;
  if (isAnswer) {
    const isCalling = !isNothing(calls) || !isNothing(call);
    return isCalling ? 'a message with the answer of a tool has calls' : otherCall(others);
  }
  if (!isNothing(id)) return 'a message has a tool_call_id, and not the role tool';
  if (!isNothing(call)) {
    const fault = isRowObject(call) ? calledFault(call) : 'function_call is not an object';
    if (fault !== undefined) return fault;
  }
  if (isNothing(calls)) return otherCall(others);
  if (!Array.isArray(calls)) return 'tool_calls is not a list';
  for (const entry of calls) {
    const fault = isNothing(entry) ? undefined : entryFault(entry);
    if (fault !== undefined) return fault;
  }
  return otherCall(others);
}

function entryFault(entry: unknown): string | undefined {
  if (!isRowObject(entry)) return 'an entry of tool_calls is not an object';
  const called = entry['function'];
  if (isNothing(called)) return calledFault(entry);
  if (!isRowObject(called)) return 'the function of a call is not an object';
  const isTwofold = ['name', 'arguments'].some(
    (key) => !isNothing(entry[key]) && JSON.stringify(entry[key]) !== JSON.stringify(called[key]),
  );
  if (isTwofold) return 'a call has two names, or two sets of arguments';
  return argumentsElsewhere(entry, 'a call') ?? calledFault(called);
}

function calledFault(called: RowObject): string | undefined {
  const { name } = called;
  if (!isNothing(name) && typeof name !== 'string') return 'the name of a call is not a text';
  return argumentsElsewhere(called, 'a call');
}

function argumentsElsewhere(called: RowObject, what: string): string | undefined {
  const key = ['args', 'input', 'parameters', 'kwargs'].find((name) => !isNothing(called[name]));
  return key === undefined
    ? undefined
    : `${what} has its arguments in ${key}, where they are not read`;
}

/** Calls and answers in the formats of other APIs, at any depth. */
function otherCall(value: unknown): string | undefined {
  if (Array.isArray(value)) return firstOf(value);
  if (!isRowObject(value)) return undefined;
  const { type } = value;
  if (typeof type === 'string' && isOfCalls(type)) return `a part of a message is a ${type}`;
  return otherKey(value, 'a message') ?? firstOf(Object.values(value));
}

function firstOf(values: readonly unknown[]): string | undefined {
  for (const value of values) {
    const found = otherCall(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

const KNOWN = new Set(['tool_output']);

function otherKey(value: RowObject, what: string): string | undefined {
  const key = Object.keys(value).find(
    (name) => isOfCalls(name) && !KNOWN.has(name) && hasContent(value[name]),
  );
  return key === undefined ? undefined : `${what} has ${key}, which is not read`;
}

/** Flags such as `tool_use: true` are not calls. */
function hasContent(value: unknown): boolean {
  return !isNothing(value) && (typeof value === 'object' || typeof value === 'string');
}

const OF_CALLS = /^(?:tool|function)s?(?:call|use|result|response|output|invocation|execution)s?$/;

/** Whether a name is one of calls or their answers: `toolCalls`, `tool-use`, `functionResponse`. */
function isOfCalls(name: string): boolean {
  return name.length < 40 && OF_CALLS.test(name.toLowerCase().replaceAll(/[\s_-]/g, ''));
}
