import { tooDeepAt } from '../../json/json-depth.ts';
import { type JsonText, type JsonValue, parseJson, printJson } from '../../json/json-text.ts';
import { argumentSchema } from './argument-fault.ts';
import type { ClaimedCall, DatasetRow, SaidText, UnreadableRow } from './dataset-row.ts';
import { answerText } from './executed-call.ts';
import { type ShownCall, type ShownMessages, shownMessages, unreadText } from './message-calls.ts';
import { claimsInOrder, reasonedActions } from './reasoned-actions.ts';
import { argumentsOf, isRowObject, objectsOf, type RowObject, textOf } from './row-value.ts';
import { executionsOf, secondAccounts } from './second-accounts.ts';
import { unreadInRow } from './unread-shapes.ts';

/** The problem of a line that is not JSON. */
export const NOT_JSON = 'Failed to read the row: the line is not valid JSON';

/**
 * Reads a line of a dataset: a row of DeepFabric of any version (`messages`, or one flat call), or
 * any row with messages in OpenAI's chat format.
 */
export function readRow(text: string, line: number): DatasetRow | UnreadableRow {
  if (tooDeepAt(text) !== undefined) {
    return { line, problem: 'Failed to read the row: the line is nested too deep' };
  }
  let value: unknown;
  try {
    value = ARGUMENTS_AS_VALUES.test(text) ? parseJson(text) : JSON.parse(text);
  } catch {
    return { line, problem: NOT_JSON };
  }
  const foreign = isRowObject(value) ? foreignFormat(value) : undefined;
  if (foreign !== undefined) {
    return { line, problem: `Failed to read the row: it is in ${foreign}, which is not read` };
  }
  if (!isRowObject(value)) {
    return { line, problem: 'Failed to read the row: the line holds no JSON object' };
  }
  const shown = shownIn(value);
  if (shown === undefined) {
    const problem = 'Failed to read the row: it has no messages and no tool_used';
    return { line, problem };
  }
  const isDeepFabric = isRowObject(value['tool_context']) || 'tool_used' in value;
  return {
    line,
    isDeepFabric,
    calls: claimedCalls(value, shown),
    texts: [...saidBefore(value), ...shown.texts],
    tools: describedTools(value),
  };
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

function shownIn(row: RowObject): ShownMessages | undefined {
  if (Array.isArray(row['messages'])) {
    const shown = shownMessages(row['messages']);
    return shown.calls.length > 0 ? shown : { ...shown, calls: executedCalls(row) };
  }
  const tool = textOf(row['tool_used']);
  if (tool === undefined) return undefined;
  const answer = answerText(row['tool_output']);
  const args = argumentsOf(row['tool_input'], printed);
  const calls = tool === '' ? [] : [{ tool, args, answer, turn: 1 }];
  return { calls, texts: [], unread: undefined };
}

/** The executions of `tool_context`, each in a turn of its own. */
function executedCalls(row: RowObject): ShownCall[] {
  return executionsOf(row).map((execution, index) => ({
    tool: textOf(execution['function_name']) ?? '',
    args: argumentsOf(execution['arguments'], printed),
    answer: textOf(execution['result']),
    turn: index + 1,
  }));
}

function claimedCalls(row: RowObject, { calls: shown, unread }: ShownMessages): ClaimedCall[] {
  const { accounts, unread: other } = secondAccounts(row, shown);
  const rowUnread = unread ?? unreadInRow(row) ?? other ?? unreadText(row['final_answer']);
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

function printed(value: unknown): JsonText {
  return printJson(value as JsonValue);
}
