import { type JsonText, type JsonValue, printJson } from '../tool-call/json-text.ts';
import type { SaidText } from './dataset-row.ts';
import {
  argumentsOf,
  contentOf,
  isRowObject,
  objectsOf,
  type RowObject,
  textOf,
} from './row-value.ts';

/** A call as messages show it. */
export interface ShownCall {
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly answer: string | undefined;
  readonly turn: number;
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
}

/**
 * Reads messages in their order. An answer belongs to the call that its id names, else to the first
 * of the turn that has none; ids are looked up in their turn only, because rows repeat them.
 */
export function shownMessages(messages: unknown): ShownMessages {
  const calls: OpenCall[] = [];
  const texts: SaidText[] = [];
  let turn = 0;
  let waiting: OpenCall[] = [];
  for (const message of objectsOf(messages)) {
    const content = contentOf(message['content']);
    if (message['role'] === 'tool' || message['role'] === 'function') {
      answer(waiting, textOf(message['tool_call_id']), content);
      continue;
    }
    const made = callsOf(message, turn + 1);
    if (content !== undefined && content !== '') texts.push({ text: content, turn: turn + 1 });
    if (made.length === 0) continue;
    turn += 1;
    waiting = made;
    calls.push(...made);
  }
  return { calls: calls.map(({ id: _, ...call }) => call), texts };
}

function answer(waiting: readonly OpenCall[], id: string | undefined, content = ''): void {
  const unanswered = waiting.filter((call) => call.answer === undefined);
  const call = unanswered.find((other) => id !== undefined && other.id === id) ?? unanswered[0];
  if (call !== undefined) call.answer = content;
}

function callsOf(message: RowObject, turn: number): OpenCall[] {
  const made = objectsOf(message['tool_calls']).map((entry) => {
    const called = isRowObject(entry['function']) ? entry['function'] : entry;
    return openCall(called, turn, textOf(entry['id']));
  });
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
