import type { Pattern } from '../cassette/pattern.ts';
import { cut, cutPair, printedPair } from '../compare/printed-value.ts';
import { isEqualJson, isJsonNumber } from '../json/json-equality.ts';
import { isJsonObject, type JsonValue, parseJson, printJson } from '../json/json-text.ts';

/** The first place where a value does not match a pattern. */
export interface PatternMismatch {
  /** From the root, such as `.items[0].name`; empty for the root itself. */
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
}

/**
 * Compares a value with a pattern; undefined if it matches. The value of an absent member is
 * undefined.
 */
export function patternMismatch(
  pattern: Pattern,
  actual: JsonValue | undefined,
): PatternMismatch | undefined {
  return patternMismatches(pattern, actual).next().value ?? undefined;
}

/** All places where a value does not match a pattern, in the order of the pattern. */
export function* patternMismatches(
  pattern: Pattern,
  actual: JsonValue | undefined,
  path = '',
): Generator<PatternMismatch, undefined> {
  if (actual !== undefined) {
    if (pattern.kind === 'json') return yield* jsonMismatches(pattern.pattern, actual, path);
    if (pattern.kind === 'array' && Array.isArray(actual)) {
      return yield* itemMismatches(pattern.items, actual, path);
    }
    if (pattern.kind === 'object' && isJsonObject(actual)) {
      return yield* memberMismatches(pattern.members, actual, path);
    }
  }
  if (fits(pattern, actual)) return undefined;
  yield { path, ...shownMismatch(pattern, actual) };
  return undefined;
}

/** Whether a pattern has a regular expression in it, which may take for ever to search a text. */
export function hasExpression(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'matches':
      return true;
    case 'contains':
    case 'json':
      return hasExpression(pattern.pattern);
    case 'array':
      return pattern.items.some(hasExpression);
    case 'object':
      return [...pattern.members.values()].some(hasExpression);
    default:
      return false;
  }
}

/**
 * A pattern and the value that does not match it; long values are shown from shortly before they
 * differ.
 */
function shownMismatch(
  pattern: Pattern,
  actual: JsonValue | undefined,
): Pick<PatternMismatch, 'expected' | 'actual'> {
  if (actual === undefined) return { expected: describePattern(pattern), actual: 'absent' };
  if (pattern.kind !== 'value' && pattern.kind !== 'exactly') {
    return { expected: describePattern(pattern), actual: printedJson(actual) };
  }
  const wanted = parseJson(pattern.json);
  const [expected, shown] =
    typeof wanted === 'string' && typeof actual === 'string'
      ? printedPair(wanted, actual)
      : cutPair(printJson(wanted), printJson(actual));
  return { expected: pattern.kind === 'exactly' ? `exactly ${expected}` : expected, actual: shown };
}

/**
 * Whether a value matches a pattern without parts; a pattern with parts never matches a value
 * without.
 */
function fits(pattern: Pattern, actual: JsonValue | undefined): boolean {
  if (actual === undefined || pattern.kind === 'absent') {
    return actual === undefined && pattern.kind === 'absent';
  }
  switch (pattern.kind) {
    case 'value':
    case 'exactly':
      return isEqualJson(parseJson(pattern.json), actual);
    case 'type':
      return isOfType(actual, pattern.type);
    case 'matches':
      return typeof actual === 'string' && new RegExp(pattern.source, 'u').test(actual);
    case 'contains':
      return contains(actual, pattern.pattern);
    default:
      return false;
  }
}

/** A pattern in words. */
function describePattern(pattern: Pattern): string {
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

function* itemMismatches(
  items: readonly Pattern[],
  actual: readonly JsonValue[],
  path: string,
): Generator<PatternMismatch, undefined> {
  if (items.length !== actual.length) {
    yield { path, expected: `a list of ${itemsIn(items)}`, actual: printedJson(actual) };
    return undefined;
  }
  for (const [index, item] of items.entries()) {
    yield* patternMismatches(item, actual[index], `${path}[${index}]`);
  }
  return undefined;
}

function* memberMismatches(
  members: ReadonlyMap<string, Pattern>,
  actual: { readonly [key: string]: JsonValue },
  path: string,
): Generator<PatternMismatch, undefined> {
  for (const [key, member] of members) {
    const value = Object.hasOwn(actual, key) ? actual[key] : undefined;
    const step = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    yield* patternMismatches(member, value, path + step);
  }
  return undefined;
}

function contains(actual: JsonValue, part: Pattern): boolean {
  if (Array.isArray(actual)) return actual.some((item) => !patternMismatch(part, item));
  if (typeof actual !== 'string' || part.kind !== 'value') return false;
  const text = parseJson(part.json);
  return typeof text === 'string' && actual.includes(text);
}

// A place inside a text is distinguished from one in the surrounding value.
function* jsonMismatches(
  pattern: Pattern,
  actual: JsonValue,
  path: string,
): Generator<PatternMismatch, undefined> {
  const value = typeof actual === 'string' ? parsed(actual) : undefined;
  if (value !== undefined) return yield* patternMismatches(pattern, value, `${path}:`);
  yield { path, expected: 'a string that is JSON text', actual: printedJson(actual) };
  return undefined;
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
