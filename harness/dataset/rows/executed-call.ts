import { canonicalJson } from '../../json/canonical-json.ts';
import { isJsonObject, type JsonText, type JsonValue, printJson } from '../../json/json-text.ts';
import { readJson } from '../../json/read-json.ts';
import { argumentsOf, type RowObject, textOf } from './row-value.ts';

/** A call as one account of a row has it, in a form that is compared with another account. */
export interface ComparableCall {
  readonly tool: string;
  /** Undefined if the account does not have them, or not as JSON. */
  readonly args: string | undefined;
  /** Whether it has arguments that are not JSON. */
  readonly isUnread: boolean;
  /** The text of the answer; undefined where it has none. */
  readonly answer: string | undefined;
}

/** A call of messages, to be compared. */
export function comparableCall(call: {
  readonly tool: string;
  readonly args: JsonText | undefined;
  readonly answer: string | undefined;
}): ComparableCall {
  const { tool, answer } = call;
  const args = comparableArguments(call.args);
  return { tool, args, isUnread: args === undefined, answer };
}

/** An execution of `tool_context`, to be compared; undefined if it does not name its tool. */
export function comparableExecution(execution: RowObject): ComparableCall | undefined {
  const { function_name, arguments: given, result } = execution;
  const tool = textOf(function_name);
  if (tool === undefined || tool === '') return undefined;
  const answer = result === null ? undefined : answerText(result);
  if (given === undefined || given === null) {
    return { tool, args: undefined, isUnread: false, answer };
  }
  const args = comparableArguments(argumentsOf(given, printed));
  return { tool, args, isUnread: args === undefined, answer };
}

/** The answer in a row: a text as it is, any other value as JSON. */
export function answerText(value: unknown): string | undefined {
  return value === undefined ? undefined : typeof value === 'string' ? value : printed(value);
}

/** Whether two accounts may be of the same call, whatever their answers. */
export function isSameCall(one: ComparableCall, other: ComparableCall): boolean {
  if (one.tool !== other.tool) return false;
  return one.args === undefined || other.args === undefined || one.args === other.args;
}

/** Whether two answers are the same text, or the same JSON value; an absent one equals any. */
export function isSameAnswer(one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  const canonical = canonicalJson(one);
  return canonical !== undefined && canonical === canonicalJson(other);
}

/**
 * A normalized text of arguments, equal for arguments that differ only by reprinting: Python rounds
 * fractions to doubles, table writers add null members, and some encode the text of an object
 * twice.
 */
function comparableArguments(args: JsonText | undefined): string | undefined {
  if (args === undefined) return undefined;
  try {
    const value = readJson(args);
    return comparable(typeof value === 'string' ? innerValue(value) : value);
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

function comparable(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(comparable).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const texts = members.map(([name, it]) => `${JSON.stringify(name)}:${comparable(it)}`);
    return `{${texts.join(',')}}`;
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

function printed(value: unknown): JsonText {
  return printJson(value as JsonValue);
}
