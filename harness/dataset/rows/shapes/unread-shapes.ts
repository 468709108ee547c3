import { isNothing, isRowObject, type RowObject, textOf } from '../row-value.ts';
import { textualCalls } from '../texts/textual-calls.ts';
import { callWithin, isTypeOfCalls } from './call-likeness.ts';
import { ANSWER, CALL, EXECUTION, MESSAGE, TOOL_CONTEXT, unknownMember } from './known-members.ts';
import { valueAmongTools } from './tool-descriptions.ts';

// A value of an unknown shape must not count as absent, because a call may be in it. Empty values
// (null, an empty list) are absent.

/**
 * Parts of a row, outside its messages, that may be calls but cannot be read, as text.
 *
 * @param tools the tools of the calls that are read, which a text may repeat
 */
export function unreadInRow(row: RowObject, tools: ReadonlySet<string>): string | undefined {
  const { messages, conversations, tool_context: context } = row;
  if (!isNothing(messages) && !Array.isArray(messages)) return 'messages is not a list';
  if (!isNothing(conversations)) return 'conversations are not read in a row with other calls';
  return unreadMembers(row, tools) ?? unreadInContext(context) ?? unreadInTools(row, context);
}

function unreadInTools(row: RowObject, context: unknown): string | undefined {
  for (const name of DESCRIBING) {
    const fault = valueAmongTools(row[name], name);
    if (fault !== undefined) return fault;
    if (!isRowObject(context)) continue;
    const faultWithin = valueAmongTools(context[name], `tool_context.${name}`);
    if (faultWithin !== undefined) return faultWithin;
  }
  return undefined;
}

/** Members of a row that are read elsewhere. */
const READ = new Set(['messages', 'tool_context', 'tool_used', 'tool_input', 'tool_output']);

/** Columns that are read elsewhere if they are texts. */
const TEXTS = new Set(['question', 'final_answer']);

/** Columns of a row, and members of `tool_context`, that describe tools. */
const DESCRIBING = ['tools', 'available_tools', 'functions'];

/** Columns of instructions, which may be about calls. */
const INSTRUCTING = /system|prompt|instruct|template|schema/i;

function unreadMembers(row: RowObject, tools: ReadonlySet<string>): string | undefined {
  for (const [name, member] of Object.entries(row)) {
    if (READ.has(name) || DESCRIBING.includes(name) || isNothing(member)) continue;
    if (TEXTS.has(name) && typeof member === 'string') continue;
    const within = callWithin({ [name]: member }, { path: '', isDecoding: true });
    if (within !== undefined) return `the row has ${within}, which is not read`;
    if (typeof member !== 'string' || INSTRUCTING.test(name)) continue;
    for (const { tool } of textualCalls(member)) {
      if (tool !== undefined && !tools.has(tool))
        return `a call of ${tool} is in the text of ${name}`;
    }
  }
  return undefined;
}

function unreadInContext(context: unknown): string | undefined {
  if (isNothing(context)) return undefined;
  if (!isRowObject(context)) return 'tool_context is not an object';
  const { executions } = context;
  if (isNothing(executions)) return unknownMember(context, TOOL_CONTEXT);
  if (!Array.isArray(executions)) return 'tool_context.executions is not a list';
  for (const execution of executions) {
    const fault = isNothing(execution) ? undefined : executionFault(execution);
    if (fault !== undefined) return fault;
  }
  return unknownMember(context, TOOL_CONTEXT);
}

function executionFault(execution: unknown): string | undefined {
  if (!isRowObject(execution)) return 'an execution of tool_context is not an object';
  const { function_name: name } = execution;
  if (typeof name !== 'string' || name === '') return 'an execution of tool_context has no tool';
  const others = ['name', 'tool', 'tool_name', 'function'].map((key) => execution[key]);
  if (others.some((other) => !isNothing(other) && other !== name)) {
    return 'an execution of tool_context names its tool in two ways';
  }
  return unknownMember(execution, EXECUTION);
}

/** Parts of a message that may be calls or answers but cannot be read, as text. */
export function unreadInMessage(message: RowObject, isAnswer: boolean): string | undefined {
  const { tool_calls: calls, function_call: call, tool_call_id: id } = message;
  if (isAnswer) {
    const isCalling = !isNothing(calls) || !isNothing(call);
    return isCalling
      ? 'a message with the answer of a tool has calls'
      : unknownMember(message, ANSWER);
  }
  if (!isNothing(id)) return 'a message has a tool_call_id, and not the role tool';
  if (!isNothing(call)) {
    const fault = isRowObject(call) ? calledFault(call) : 'function_call is not an object';
    if (fault !== undefined) return fault;
  }
  if (isNothing(calls)) return otherCall(message);
  if (!Array.isArray(calls)) return 'tool_calls is not a list';
  for (const entry of calls) {
    const fault = isNothing(entry) ? undefined : entryFault(entry);
    if (fault !== undefined) return fault;
  }
  return otherCall(message);
}

const TYPES = new Set(['function', 'function_call', 'tool_call']);

function entryFault(entry: unknown): string | undefined {
  if (!isRowObject(entry)) return 'an entry of tool_calls is not an object';
  const { function: called, type } = entry;
  if (!isNothing(type) && !TYPES.has(textOf(type) ?? '')) {
    return 'a call has a type other than function, which is not read';
  }
  if (isNothing(called)) return calledFault(entry);
  if (!isRowObject(called)) return 'the function of a call is not an object';
  const isTwofold = ['name', 'arguments'].some(
    (key) => !isNothing(entry[key]) && JSON.stringify(entry[key]) !== JSON.stringify(called[key]),
  );
  if (isTwofold) return 'a call has two names, or two sets of arguments';
  return unknownMember(entry, CALL) ?? calledFault(called);
}

function calledFault(called: RowObject): string | undefined {
  const { name } = called;
  if (!isNothing(name) && typeof name !== 'string') return 'the name of a call is not a text';
  return unknownMember(called, CALL);
}

/** Calls and answers in another shape, in the parts of a message's content or next to it. */
function otherCall(message: RowObject): string | undefined {
  const { content } = message;
  for (const part of Array.isArray(content) ? content : [content]) {
    if (!isRowObject(part)) continue;
    const { type } = part;
    if (isTypeOfCalls(type)) return `a part of a message is a ${type}`;
    const within = callWithin(part, { path: '', isDecoding: false });
    if (within === '') return 'a part of a message is a call or an answer';
    if (within !== undefined) return `a part of a message has ${within}, which is not read`;
  }
  return unknownMember(message, MESSAGE);
}
