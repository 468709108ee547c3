import { LosslessNumber, parse, stringify } from 'lossless-json';

/**
 * JSON (RFC 8259) in the compact form that `JSON.stringify` prints, with numbers in their original
 * spelling: `1.0` and `1` are different texts. Calls and results are passed on in this form because
 * it is lossless.
 */
export type JsonText = string;

/** A JSON value; numbers that a JavaScript number would spell otherwise are lossless. */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | LosslessNumber
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** Deeper values are kept as text, so that files cannot overflow the stack of their readers. */
export const JSON_DEPTH_LIMIT = 100;

/**
 * The value of a JSON text, provided that {@link printJson} gives back the very text; otherwise
 * undefined (other white space or escapes, repeated keys, keys in an order that JavaScript objects
 * cannot keep, lone surrogates, more than {@link JSON_DEPTH_LIMIT} levels).
 */
export function exactJson(text: string): JsonValue | undefined {
  if (LONE_SURROGATE_ESCAPE.test(text)) return undefined;
  try {
    const plain = JSON.parse(text) as JsonValue;
    if (!isWithinDepth(plain, JSON_DEPTH_LIMIT)) return undefined;
    if (JSON.stringify(plain) === text) return plain;
    const lossless = parse(text, null, { parseNumber }) as JsonValue;
    return printJson(lossless) === text ? lossless : undefined;
  } catch {
    return undefined;
  }
}

/**
 * As {@link exactJson}, without lossless numbers: the value of a text that `JSON.stringify` gives
 * back, for other people's formats; otherwise undefined.
 */
export function plainJson(text: string): unknown {
  try {
    const value = JSON.parse(text) as JsonValue;
    if (!isWithinDepth(value, JSON_DEPTH_LIMIT)) return undefined;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The value of a JSON text in any spelling, its numbers lossless.
 *
 * @throws SyntaxError when it is not JSON or has a repeated key; RangeError when it is nested too
 *   deep.
 */
export function parseJson(text: string): JsonValue {
  return parse(text, null, { parseNumber }) as JsonValue;
}

/** The compact text of a JSON value. */
export function printJson(value: JsonValue): JsonText {
  const text = stringify(value);
  if (text === undefined) throw new TypeError('Not a JSON value');
  return text;
}

/** Whether a JSON value is an object: not null, an array or a lossless number. */
export function isJsonObject(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  const isObject = typeof value === 'object' && value !== null;
  return isObject && !Array.isArray(value) && !(value instanceof LosslessNumber);
}

/** `JSON.stringify` prints surrogates as escapes exactly when they are unpaired. */
const LONE_SURROGATE_ESCAPE = /\\ud[89a-f]/;

function parseNumber(text: string): number | LosslessNumber {
  const number = Number(text);
  return JSON.stringify(number) === text ? number : new LosslessNumber(text);
}

function isWithinDepth(value: JsonValue, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (limit === 0) return false;
  return Object.values(value).every((child) => isWithinDepth(child, limit - 1));
}
