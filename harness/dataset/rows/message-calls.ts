import { type JsonText, type JsonValue, printJson } from '../../json/json-text.ts';
import type { IdFault, SaidText } from './dataset-row.ts';
import {
  argumentsOf,
  contentOf,
  isRowObject,
  objectsOf,
  type RowObject,
  textOf,
} from './row-value.ts';
import { textualCalls } from './textual-calls.ts';

/** A call as messages show it. */
export interface ShownCall {
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly answer: string | undefined;
  readonly turn: number;
  readonly idFault?: IdFault | undefined;
  /** See `ClaimedCall`. */
  readonly unread?: string | undefined;
}

/** What the messages of a row hold: OpenAI's chat format, with DeepFabric's habits in it. */
export interface ShownMessages {
  readonly calls: readonly ShownCall[];
  readonly texts: readonly SaidText[];
}

/** A call that waits for the message with its answer. */
interface OpenCall {
  readonly id: string | undefined;
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly turn: number;
  answer: string | undefined;
  idFault?: IdFault;
  unread?: string;
}

/**
 * Reads messages in their order. An answer belongs to the call of its turn that its id names; other
 * turns may repeat the id. One without an id belongs to the first call of the turn that has none.
 * What an API would refuse is kept as the fault of a call.
 */
export function shownMessages(messages: unknown): ShownMessages {
  const calls: OpenCall[] = [];
  const texts: SaidText[] = [];
  let turn = 0;
  let waiting: readonly OpenCall[] = [];
  let isEarly = false;
  let unread: string | undefined;
  for (const message of objectsOf(messages)) {
    const content = contentOf(message['content']);
    if (message['role'] === 'tool' || message['role'] === 'function') {
      const id = message['role'] === 'tool' ? textOf(message['tool_call_id']) : BY_ORDER;
      if (waiting.length === 0) isEarly = true;
      answer(waiting, id, content);
      continue;
    }
    const made = callsOf(message, turn + 1);
    if (content !== undefined && content !== '') texts.push({ text: content, turn: turn + 1 });
    unread ??= unreadCall(message, content, made);
    if (made.length === 0) continue;
    turn += 1;
    waiting = made;
    if (isEarly) blame(made[0], 'an answer stands before any call', true);
    isEarly = false;
    calls.push(...made);
  }
  if (calls[0] !== undefined && unread !== undefined) calls[0].unread = unread;
  return { calls: calls.map(({ id: _, ...call }) => call), texts };
}

/**
 * What a message calls or answers in its text, in words. Some writers keep the text of a call
 * beside the call itself.
 */
function unreadCall(
  { role }: RowObject,
  content: string | undefined,
  made: readonly OpenCall[],
): string | undefined {
  if (content === undefined || (role !== 'assistant' && role !== 'user')) return undefined;
  for (const { kind, tool } of textualCalls(content)) {
    if (kind === 'answer') return 'an answer of a tool is in the text of a message, not in its own';
    if (role === 'user' || made.some((call) => call.tool === tool)) continue;
    return `a call of ${tool} is in the text of a message, where calls are not read`;
  }
  return undefined;
}

/** The id of the form that OpenAI had before tool_calls, which has none. */
const BY_ORDER = Symbol('by order');

function answer(
  waiting: readonly OpenCall[],
  id: string | typeof BY_ORDER | undefined,
  content = '',
): void {
  const isOpen = (call: OpenCall): boolean => call.answer === undefined;
  const named = waiting.filter((call) => typeof id !== 'string' || (call.id ?? id) === id);
  const call = named.find(isOpen);
  const shown = typeof id === 'string' ? `the id ${id}` : 'no id';
  if (call !== undefined) {
    call.answer = content;
    if (id === undefined) blame(call, 'the answer has no id', waiting.length > 1);
  } else if (named[0] !== undefined) {
    blame(named[0], `two answers have ${shown}`, true);
  } else {
    blame(
      waiting.find(isOpen) ?? waiting.at(-1),
      `an answer has ${shown}, which no call has`,
      true,
    );
  }
}

/** Keeps the worst that is wrong with a call. */
function blame(call: OpenCall | undefined, note: string, isAmbiguous: boolean): void {
  if (call !== undefined && call.idFault?.isAmbiguous !== true)
    call.idFault = { note, isAmbiguous };
}

function callsOf(message: RowObject, turn: number): OpenCall[] {
  const made = objectsOf(message['tool_calls']).map((entry) => {
    const called = isRowObject(entry['function']) ? entry['function'] : entry;
    return openCall(called, turn, textOf(entry['id']));
  });
  for (const call of made) {
    const { id } = call;
    const isRepeated = made.some((other) => other !== call && other.id === id);
    if (id === undefined) blame(call, 'the call has no id', false);
    else if (isRepeated) blame(call, `several calls of the turn have the id ${id}`, true);
  }
  // The form that OpenAI had before tool_calls.
  const single = message['function_call'];
  return isRowObject(single) ? [...made, openCall(single, turn, undefined)] : made;
}

function openCall(called: RowObject, turn: number, id: string | undefined): OpenCall {
  return {
    id,
    tool: textOf(called['name']) ?? '',
    args: argumentsOf(called['arguments'], (value) => printJson(value as JsonValue)),
    turn,
    answer: undefined,
  };
}
