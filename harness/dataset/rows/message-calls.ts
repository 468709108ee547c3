import { type JsonText, type JsonValue, printJson } from '../../json/json-text.ts';
import type { IdFault, SaidText } from './dataset-row.ts';
import { BY_ORDER, blame, type OpenCall, OpenTurn } from './open-turn.ts';
import {
  argumentsOf,
  contentOf,
  isNothing,
  isRowObject,
  objectsOf,
  type RowObject,
  textOf,
  textsWithin,
} from './row-value.ts';
import { type Denial, denialIn } from './shapes/flags.ts';
import { type MessageRole, roleOf, unknownRole } from './shapes/message-role.ts';
import { unreadInMessage } from './shapes/unread-shapes.ts';
import { textualCalls } from './texts/textual-calls.ts';

/** A call as messages show it. */
export interface ShownCall {
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly answer: string | undefined;
  readonly turn: number;
  readonly idFault?: IdFault | undefined;
  /** In what its answer is that of another tool, in words. */
  readonly executedOtherwise?: string | undefined;
  readonly denial?: Denial | undefined;
}

/** The contents of a row's messages: OpenAI's chat format, with DeepFabric's conventions. */
export interface ShownMessages {
  readonly calls: readonly ShownCall[];
  readonly texts: readonly SaidText[];
  /** Anything that may be a call or an answer but cannot be read, as text. */
  readonly unread: string | undefined;
}

/**
 * Reads messages in order. An answer belongs to the call of its turn with the same id; other turns
 * may repeat the id. An answer without an id belongs to the first call of the turn without one. Ids
 * that an API would refuse are kept as the fault of a call.
 */
export function shownMessages(messages: readonly unknown[]): ShownMessages {
  const calls: OpenCall[] = [];
  const texts: SaidText[] = [];
  let turn = 0;
  let waiting = new OpenTurn([]);
  let isEarly = false;
  let unread: string | undefined;
  for (const message of messages) {
    if (isNothing(message)) continue;
    if (!isRowObject(message)) {
      unread ??= 'a message is not an object';
      continue;
    }
    const role = roleOf(message);
    const isAnswer = role === 'tool' || role === 'function';
    unread ??= unreadInMessage(message, isAnswer);
    if (role === undefined) unread ??= unknownRole(message);
    if (isAnswer) {
      if (waiting.isEmpty) isEarly = true;
      const isById = role === 'tool' || !waiting.hasUnnamed;
      waiting.answer(isById ? textOf(message['tool_call_id']) : BY_ORDER, message);
      continue;
    }
    const content = contentOf(message['content']);
    const made = callsOf(message, turn + 1);
    if (content !== undefined && content !== '') texts.push({ text: content, turn: turn + 1 });
    unread ??= unreadCall(message, role, made);
    if (made.length === 0) continue;
    turn += 1;
    waiting = new OpenTurn(made);
    if (isEarly) blame(made[0], EARLY, true);
    isEarly = false;
    calls.push(...made);
  }
  if (isEarly) unread ??= EARLY;
  return { calls: calls.map(({ id: _, ...call }) => call), texts, unread };
}

const EARLY = 'an answer precedes all calls';

/**
 * The calls or answers in a message's texts, as text. Some writers keep the text of a call along
 * with the call itself.
 */
function unreadCall(
  message: RowObject,
  role: MessageRole,
  made: readonly OpenCall[],
): string | undefined {
  // Instructions may be about calls.
  if (role === 'instructing') return undefined;
  const { tool_calls: _, function_call: __, content, ...others } = message;
  if (role === 'asking') return unreadText(content, () => false);
  const tools = new Set(made.map(({ tool }) => tool));
  return unreadText([content, others], (tool) => tool === undefined || !tools.has(tool));
}

/**
 * The calls or answers in the texts within a value, as text.
 *
 * @param counts whether a call of this tool, or of an unnamed one, counts (default: all count)
 */
export function unreadText(
  value: unknown,
  counts: (tool: string | undefined) => boolean = () => true,
): string | undefined {
  for (const text of textsWithin(value)) {
    for (const { kind, tool } of textualCalls(text)) {
      if (kind === 'answer')
        return 'an answer of a tool is in the text of a message, not in its own';
      if (!counts(tool)) continue;
      const what = tool === undefined ? 'a call' : `a call of ${tool}`;
      return `${what} is in the text of a message, where calls are not read`;
    }
  }
  return undefined;
}

function callsOf(message: RowObject, turn: number): OpenCall[] {
  const entries = objectsOf(message['tool_calls']).filter((entry) => !isNothing(entry));
  const made = entries.map((entry): OpenCall => {
    const called = isRowObject(entry['function']) ? entry['function'] : entry;
    const denied = denialIn(entry, called, message);
    return { ...openCall(called, turn, textOf(entry['id'])), ...denied };
  });
  const ids = new Map<string | undefined, number>();
  for (const { id } of made) ids.set(id, (ids.get(id) ?? 0) + 1);
  for (const call of made) {
    const { id } = call;
    const isRepeated = (ids.get(id) ?? 0) > 1;
    if (id === undefined) blame(call, 'the call has no id', false);
    else if (isRepeated) blame(call, `several calls of the turn have the id ${id}`, true);
  }
  // The form that OpenAI had before tool_calls.
  const single = message['function_call'];
  const isCall = isRowObject(single) && !isNothing(single);
  if (!isCall) return made;
  return [...made, { ...openCall(single, turn, undefined), ...denialIn(single, message) }];
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
