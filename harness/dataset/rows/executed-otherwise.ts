import { isJsonObject, type JsonText, type JsonValue, printJson } from '../../json/json-text.ts';
import { readJson } from '../../json/read-json.ts';
import type { ShownCall } from './message-calls.ts';
import { argumentsOf, type RowObject, textOf } from './row-value.ts';

/**
 * In what a row's second account of its calls, the executions of `tool_context`, contradicts the
 * messages: a note for each call that is concerned, by its index. Executions may be fewer, as
 * DeepFabric cuts them off (`strict: false`), and calls of one turn may have ended in any order;
 * but none may be of another tool, with other arguments, in another order of turns, or too many.
 */
export function executedOtherwise(
  shown: readonly ShownCall[],
  executions: readonly RowObject[],
): Map<number, string> {
  const notes = new Map<number, string>();
  const calls = shown.map(({ tool, args, turn }) => ({ tool, args: comparable(args), turn }));
  const taken = new Set<number>();
  let from = 0;
  let comparisons = 0;
  for (const execution of executions) {
    const executed = readExecution(execution);
    if (executed === undefined) continue;
    const find = (holds: (call: Execution) => boolean): number =>
      calls.findIndex((call, index) => {
        if (index < from || taken.has(index)) return false;
        comparisons += 1;
        return holds(call);
      });
    let found = find((call) => isSame(call, executed));
    if (comparisons > MOST_COMPARISONS) break;
    if (found < 0) {
      const next = find(() => true);
      found = next < 0 ? calls.length - 1 : next;
      const note = noteOf(executed, next < 0 ? undefined : calls[next]?.tool);
      if (!notes.has(found)) notes.set(found, note);
    }
    taken.add(found);
    // Later executions belong to this turn or a later one.
    const { turn = 0 } = calls[found] ?? {};
    while ((calls[from]?.turn ?? turn) < turn) from += 1;
  }
  return notes;
}

/** Rows that take more are made to take it; beyond, nothing is proven. */
const MOST_COMPARISONS = 5_000_000;

interface Execution {
  readonly tool: string;
  /** Undefined where the row does not say them, or not in JSON. */
  readonly args: string | undefined;
}

function readExecution(execution: RowObject): Execution | undefined {
  const tool = textOf(execution['function_name']);
  if (tool === undefined || tool === '') return undefined;
  const { arguments: args } = execution;
  if (args === undefined || args === null) return { tool, args: undefined };
  return { tool, args: comparable(argumentsOf(args, (value) => printJson(value as JsonValue))) };
}

function isSame(call: Execution, executed: Execution): boolean {
  if (call.tool !== executed.tool) return false;
  return call.args === undefined || executed.args === undefined || call.args === executed.args;
}

/** @param shown the tool of the call in whose place it is; undefined for one too many */
function noteOf({ tool }: Execution, shown: string | undefined): string {
  if (shown === undefined) {
    return `tool_context has an execution of ${tool} that the messages do not show`;
  }
  return shown === tool
    ? 'tool_context has it executed with other arguments'
    : `tool_context has ${tool} executed in its place`;
}

/**
 * A text that is the same for arguments which may have been one before somebody printed them again:
 * Python rounds fractions to doubles, writers of tables add members that are null, and some encode
 * the text of an object once more.
 */
function comparable(args: JsonText | undefined): string | undefined {
  if (args === undefined) return undefined;
  try {
    const value = readJson(args);
    return printed(typeof value === 'string' ? innerValue(value) : value);
  } catch {
    return undefined;
  }
}

function innerValue(text: string): JsonValue {
  try {
    return readJson(text);
  } catch {
    return text;
  }
}

function printed(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, it]) => `${JSON.stringify(name)}:${printed(it)}`).join(',')}}`;
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return JSON.stringify(value);
  }
  return rounded(String(value));
}

function rounded(number: string): string {
  if (/^-?\d+$/.test(number)) return BigInt(number).toString();
  const double = Number(number);
  return Number.isInteger(double) ? BigInt(double).toString() : String(double);
}
