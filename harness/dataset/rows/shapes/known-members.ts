import { isNothing, type RowObject } from '../row-value.ts';
import { callWithin, isNamedCall } from './call-likeness.ts';
import { flagSays, numberOf } from './flags.ts';

// The shapes of calls and answers are closed: each of their members is read, or is a mark that says
// nothing of calls. Any other member may be a second call or answer, which somebody else reads.

/** A shape of an object of a row. */
export interface Shape {
  /** In the words of a note. */
  readonly what: string;
  /** The members that are read, or checked where they are. */
  readonly read: ReadonlySet<string>;
  /** Whether its other texts are searched elsewhere for calls in the syntax of models. */
  readonly hasTexts?: boolean;
}

/** A message that is not the answer of a tool. */
export const MESSAGE: Shape = {
  what: 'a message',
  read: new Set(['role', 'content', 'name', 'tool_calls', 'function_call', 'tool_call_id']),
  hasTexts: true,
};

/** A message with the answer of a tool. */
export const ANSWER: Shape = {
  what: 'an answer',
  read: new Set(['role', 'content', 'tool_call_id', 'name', 'tool_calls', 'function_call']),
};

/** An entry of `tool_calls`, the function in it, or a `function_call`. */
export const CALL: Shape = {
  what: 'a call',
  read: new Set(['type', 'function', 'name', 'arguments']),
};

/** An entry of `tool_context.executions`. */
export const EXECUTION: Shape = {
  what: 'an execution of tool_context',
  read: new Set([
    ...['function_name', 'name', 'tool', 'tool_name', 'function'],
    ...['arguments', 'result', 'reasoning'],
  ]),
};

/** What DeepFabric tells of the tools of a row. */
export const TOOL_CONTEXT: Shape = {
  what: 'tool_context',
  read: new Set(['executions', 'available_tools', 'tools']),
};

/** The first member of an object that its shape does not know, in words. */
export function unknownMember(value: RowObject, shape: Shape): string | undefined {
  for (const [name, member] of Object.entries(value)) {
    const isKnown = shape.read.has(name) || isNothing(member) || isMark(name, member, shape);
    const within = isKnown ? undefined : unknownWithin(name, member, shape);
    if (within !== undefined) return `${shape.what} has ${within}, which is not read`;
  }
  return undefined;
}

function unknownWithin(name: string, member: unknown, { hasTexts }: Shape): string | undefined {
  if (isNamedCall(name, member)) return name;
  if (hasTexts === true && typeof member === 'string') return undefined;
  return FREE.has(name) ? callWithin(member, { path: name, isDecoding: true }) : name;
}

/** Members that writers use as they like: only what looks like a call in them counts. */
const FREE = new Set([
  ...['metadata', 'description', 'extra_content', 'provider_specific_fields', 'usage', 'logprobs'],
  ...['reasoning', 'reasoning_details', 'thinking', 'thinking_blocks', 'thought_signature'],
  ...['annotations', 'citations', 'audio', 'images', 'files', 'attachments'],
]);

/** Members that identify something, or say when or how it was made. */
const MARKS = new Set([
  ...['id', 'uuid', 'message_id', 'call_id', 'index', 'step', 'weight'],
  ...['timestamp', 'created', 'created_at', 'createdAt', 'date', 'time', 'model', 'source'],
]);

/** Names of answers: whatever is under them may be one, a number too. */
const ANSWERS = new Set([
  'result',
  'output',
  'response',
  'text',
  'value',
  'answer',
  'error',
  'data',
]);

const LONGEST_MARK = 64;

function isMark(name: string, value: unknown, shape: Shape): boolean {
  const says = flagSays(name, value);
  // What is said of all calls is not compared with the run of one.
  if (says !== undefined) return says === 'nothing' || shape !== TOOL_CONTEXT;
  if (typeof value === 'string') return MARKS.has(name) && value.length <= LONGEST_MARK;
  // A message of the assistant is free to have flags of its own.
  if (shape !== MESSAGE) return false;
  const isFlag = typeof value === 'boolean' || numberOf(value) !== undefined;
  return isFlag && (value === false || !ANSWERS.has(name));
}
