import { tooDeepAt } from '../../json/json-depth.ts';
import { parseJson } from '../../json/json-text.ts';
import { repeatedKey } from '../../json/repeated-key.ts';
import { argumentSchema } from './argument-fault.ts';
import type { ClaimedCall, DatasetRow, SaidText, UnreadableRow } from './dataset-row.ts';
import { executedCall, readFlatRow } from './flat-row.ts';
import { type ShownMessages, shownMessages, unreadText } from './message-calls.ts';
import { claimsInOrder, reasonedActions } from './reasoned-actions.ts';
import { repeatedArgument } from './repeated-arguments.ts';
import { tooLarge, tooMany } from './row-limits.ts';
import { isRowObject, objectsOf, type RowObject, textOf } from './row-value.ts';
import { executionsOf, type SecondAccounts, secondAccounts } from './second-accounts.ts';
import { unreadInRow } from './shapes/unread-shapes.ts';

/** The problem of a line that is not JSON. */
export const NOT_JSON = 'Failed to read the row: the line is not valid JSON';

/**
 * Reads a line of a dataset: a row of DeepFabric of any version (`messages`, or one flat call), or
 * any row with messages in OpenAI's chat format.
 */
export function readRow(text: string, line: number): DatasetRow | UnreadableRow {
  const read = rowObject(text);
  if (typeof read === 'string') return { line, problem: read };
  const account = firstAccount(read.row);
  if (typeof account === 'string') return unreadable(line, account);
  const { row } = read;
  const calls = claimedCalls(row, account);
  const excess = tooMany('calls', calls.length);
  if (excess !== undefined) return unreadable(line, excess);
  return {
    line,
    isDeepFabric: isRowObject(row['tool_context']) || 'tool_used' in row,
    calls,
    texts: [...saidBefore(row), ...account.texts],
    tools: describedTools(row),
  };
}

function unreadable(line: number, reason: string): UnreadableRow {
  return { line, problem: problemOf(reason) };
}

function problemOf(reason: string): string {
  return `Failed to read the row: ${reason}`;
}

/** The object of a line, or why there is none. */
function rowObject(text: string): { readonly row: RowObject } | string {
  const large = tooLarge(text);
  if (large !== undefined) return problemOf(large);
  if (tooDeepAt(text) !== undefined) return problemOf('the line is nested too deep');
  let value: unknown;
  let key: string | undefined;
  try {
    value = JSON.parse(text);
    key = repeatedKey(text);
    if (key === undefined && ARGUMENTS_AS_VALUES.test(text)) value = parseJson(text);
  } catch {
    return NOT_JSON;
  }
  if (key !== undefined) return problemOf(`an object has the key ${twice(key)}`);
  const argument = repeatedArgument(value);
  if (argument !== undefined) return problemOf(`arguments have the key ${twice(argument)}`);
  if (!isRowObject(value)) return problemOf('the line holds no JSON object');
  const foreign = foreignFormat(value);
  if (foreign !== undefined) return problemOf(`it is in ${foreign}, which is not read`);
  return { row: value };
}

const LONGEST_KEY = 40;

function twice(key: string): string {
  const shown = key.length > LONGEST_KEY ? `${key.slice(0, LONGEST_KEY)}…` : key;
  return `${JSON.stringify(shown)} twice; readers differ in which counts`;
}

/** The format of a row that would look as if it had no calls. */
function foreignFormat(row: RowObject): string | undefined {
  const isShareGpt = Array.isArray(row['conversations']) && row['messages'] === undefined;
  if (isShareGpt) return "ShareGPT's format (conversations)";
  const isAnthropic = objectsOf(row['messages']).some(({ content }) =>
    objectsOf(content).some(({ type }) => type === 'tool_use' || type === 'tool_result'),
  );
  return isAnthropic ? "Anthropic's format (tool_use)" : undefined;
}

/** Numbers of arguments must not be read as doubles; in a text they are safe. */
const ARGUMENTS_AS_VALUES = /"(?:arguments|tool_input)"\s*:\s*[[{]/;

/** What a row tells first of its calls, with what it tells of them a second time. */
interface RowAccount extends ShownMessages {
  readonly second: SecondAccounts;
}

/** The calls of a row as it tells them first, or why they are not read. */
function firstAccount(row: RowObject): RowAccount | string {
  const { messages, tool_context: context } = row;
  const executions = isRowObject(context) ? context['executions'] : undefined;
  const excess =
    tooMany('messages', lengthOf(messages)) ??
    tooMany('calls', sum(objectsOf(messages).map((one) => lengthOf(one['tool_calls'])))) ??
    tooMany('executions', lengthOf(executions));
  if (excess !== undefined) return excess;
  if (!Array.isArray(messages)) {
    const flat = readFlatRow(row);
    if (flat === undefined) return 'it has no messages and no tool_used';
    return { ...flat, texts: [], unread: undefined };
  }
  const shown = shownMessages(messages);
  const calls =
    shown.calls.length > 0
      ? shown.calls
      : executionsOf(row).map((execution, index) => executedCall(execution, index + 1));
  return { ...shown, calls, second: secondAccounts(row, calls) };
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function claimedCalls(row: RowObject, { calls: shown, unread, second }: RowAccount): ClaimedCall[] {
  const { accounts, unread: other } = second;
  const tools = new Set(shown.map(({ tool }) => tool));
  const rowUnread = unread ?? unreadInRow(row, tools) ?? other ?? unreadInTexts(row);
  let turn = 1;
  return claimsInOrder(shown, reasonedActions(row['reasoning'])).map((claim, index) => {
    const step = index + 1;
    if ('lost' in claim) {
      return { step, turn, ...claim.lost, answer: undefined, isShown: false };
    }
    const call = shown[claim.shown] ?? { tool: '', args: undefined, answer: undefined, turn };
    turn = call.turn;
    const claimed = { step, isShown: true, ...call, ...accounts.get(claim.shown) };
    const isFirst = claim.shown === 0 && rowUnread !== undefined;
    return isFirst ? { ...claimed, unread: rowUnread } : claimed;
  });
}

function unreadInTexts({ question, final_answer }: RowObject): string | undefined {
  // The question is the user's, who may write about calls.
  return unreadText(question, () => false) ?? unreadText(final_answer);
}

function describedTools(row: RowObject): Map<string, RowObject | undefined> {
  const context = row['tool_context'];
  const inContext = isRowObject(context) ? context['available_tools'] : undefined;
  const lists = [row['tools'], row['available_tools'], inContext];
  const tools = lists.flatMap(objectsOf).map((tool) => {
    const described = isRowObject(tool['function']) ? tool['function'] : tool;
    return [textOf(described['name']) ?? '', argumentSchema(described)] as const;
  });
  return new Map(tools);
}

/**
 * The input of a model before its first call: the question, the descriptions of the tools, and the
 * topic and the scenario if the row has them.
 */
function saidBefore(row: RowObject): SaidText[] {
  const { tools, available_tools, tool_context, metadata, agent_context } = row;
  const inContext = isRowObject(tool_context) ? tool_context['available_tools'] : undefined;
  const reported = [tools, available_tools, inContext, metadata, agent_context].flatMap((it) =>
    textsIn(it),
  );
  const texts = [textOf(row['question']) ?? '', reported.join('\n')];
  return texts.flatMap((text) => (text === '' ? [] : [{ text, turn: 0 }]));
}

/** Deeper than any description of a tool; deeper values are ignored. */
const DEEPEST = 50;

/** All texts of a value, the names of its members included. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, depth + 1));
  if (!isRowObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => [name, ...textsIn(member, depth + 1)]);
}
