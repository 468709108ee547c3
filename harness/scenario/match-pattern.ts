import type { Pattern } from '../cassette/pattern.ts';
import { cut } from '../difference/printed-value.ts';
import { isJsonObject, type JsonValue, parseJson, printJson } from '../tool-call/json-text.ts';
import { isEqualJson, isJsonNumber } from './json-equality.ts';

/** The first place at which a value is not what a pattern demands. */
export interface PatternMismatch {
  /** From the root, such as `.items[0].name`; empty for the root itself. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/** Compares a value with a pattern; undefined when it fits. A member that is absent is no value. */
export function patternMismatch(
  pattern: Pattern,
  actual: JsonValue | undefined,
  path = '',
): PatternMismatch | undefined {
  const shown = actual === undefined ? 'absent' : printedJson(actual);
  const mismatch = { path, expected: describePattern(pattern), actual: shown };
  if (actual === undefined || pattern.kind === 'absent') {
    return actual === undefined && pattern.kind === 'absent' ? undefined : mismatch;
  }
  switch (pattern.kind) {
    case 'value':
    case 'exactly':
      return isEqualJson(parseJson(pattern.json), actual) ? undefined : mismatch;
    case 'type':
      return isOfType(actual, pattern.type) ? undefined : mismatch;
    case 'matches': {
      const fits = typeof actual === 'string' && new RegExp(pattern.source, 'u').test(actual);
      return fits ? undefined : mismatch;
    }
    case 'contains':
      return contains(actual, pattern.pattern) ? undefined : mismatch;
    case 'json':
      return jsonMismatch(pattern.pattern, actual, path) ?? undefined;
    case 'array':
      return Array.isArray(actual) ? itemMismatch(pattern.items, actual, path) : mismatch;
    case 'object':
      return isJsonObject(actual) ? memberMismatch(pattern.members, actual, path) : mismatch;
  }
}

/** A pattern in words. */
export function describePattern(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'value':
      return printedJson(parseJson(pattern.json));
    case 'exactly':
      return `exactly ${printedJson(parseJson(pattern.json))}`;
    case 'matches':
      return `a string that matches /${pattern.source}/u`;
    case 'contains':
      return `a value that contains ${describePattern(pattern.pattern)}`;
    case 'type':
      return `a value of type ${pattern.type}`;
    case 'json':
      return 'a string that is JSON text';
    case 'absent':
      return 'absent';
    case 'array':
      return `a list of ${itemsIn(pattern.items)}`;
    case 'object':
      return 'an object';
  }
}

function itemsIn({ length }: readonly Pattern[]): string {
  return length === 1 ? '1 item' : `${length} items`;
}

function itemMismatch(items: readonly Pattern[], actual: readonly JsonValue[], path: string) {
  if (items.length !== actual.length) {
    const expected = `a list of ${itemsIn(items)}`;
    return { path, expected, actual: printedJson(actual) };
  }
  for (const [index, item] of items.entries()) {
    const mismatch = patternMismatch(item, actual[index], `${path}[${index}]`);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function memberMismatch(
  members: ReadonlyMap<string, Pattern>,
  actual: { readonly [key: string]: JsonValue },
  path: string,
) {
  for (const [key, member] of members) {
    const value = Object.hasOwn(actual, key) ? actual[key] : undefined;
    const step = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    const mismatch = patternMismatch(member, value, path + step);
    if (mismatch !== undefined) return mismatch;
  }
  return undefined;
}

function contains(actual: JsonValue, part: Pattern): boolean {
  if (Array.isArray(actual)) return actual.some((item) => !patternMismatch(part, item));
  if (typeof actual !== 'string' || part.kind !== 'value') return false;
  const text = parseJson(part.json);
  return typeof text === 'string' && actual.includes(text);
}

// A place inside a text is told from one inside the value around it.
function jsonMismatch(pattern: Pattern, actual: JsonValue, path: string) {
  const value = typeof actual === 'string' ? parsed(actual) : undefined;
  if (value === undefined) {
    const expected = 'a string that is JSON text';
    return { path, expected, actual: printedJson(actual) };
  }
  return patternMismatch(pattern, value, `${path}:`);
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isOfType(value: JsonValue, type: (Pattern & { kind: 'type' })['type']): boolean {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isJsonObject(value);
    case 'number':
      return isJsonNumber(value);
    case 'integer':
      return isJsonNumber(value) && /^-?\d+$/.test(String(value));
    default:
      return typeof value === type;
  }
}

function printedJson(value: JsonValue): string {
  return cut(printJson(value));
}
