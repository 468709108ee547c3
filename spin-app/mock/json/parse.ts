import { type Json, JsonNumber, type JsonObject } from './json.ts';

/** Values that nest deeper are refused, so that no reader of one can overflow its stack. */
export const JSON_DEPTH_LIMIT = 100;

/** A text is not JSON, or nests too deep. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
}

interface Cursor {
  readonly text: string;
  at: number;
}

/**
 * Reads JSON text (RFC 8259). Of a repeated key the last value counts, as with JSON.parse.
 *
 * @throws {@link JsonSyntaxError} whose message names the place
 */
export function parseJson(text: string): Json {
  const cursor: Cursor = { text, at: 0 };
  const value = readValue(cursor, JSON_DEPTH_LIMIT);
  skipSpace(cursor);
  if (cursor.at < text.length) throw unexpected(cursor);
  return value;
}

function readValue(cursor: Cursor, depth: number): Json {
  skipSpace(cursor);
  const { text } = cursor;
  switch (text[cursor.at]) {
    case '{':
      return readObject(cursor, deeper(depth));
    case '[':
      return readArray(cursor, deeper(depth));
    case '"':
      return readString(cursor);
    case 't':
      return readWord(cursor, 'true', true);
    case 'f':
      return readWord(cursor, 'false', false);
    case 'n':
      return readWord(cursor, 'null', null);
    default:
      return readNumber(cursor);
  }
}

function readObject(cursor: Cursor, depth: number): JsonObject {
  const object: JsonObject = new Map();
  cursor.at += 1;
  if (took(cursor, '}')) return object;
  do {
    skipSpace(cursor);
    if (cursor.text[cursor.at] !== '"') throw unexpected(cursor);
    const key = readString(cursor);
    if (!took(cursor, ':')) throw unexpected(cursor);
    object.set(key, readValue(cursor, depth));
  } while (took(cursor, ','));
  if (!took(cursor, '}')) throw unexpected(cursor);
  return object;
}

function readArray(cursor: Cursor, depth: number): Json[] {
  const items: Json[] = [];
  cursor.at += 1;
  if (took(cursor, ']')) return items;
  do items.push(readValue(cursor, depth));
  while (took(cursor, ','));
  if (!took(cursor, ']')) throw unexpected(cursor);
  return items;
}

/**
 * Searches for the closing quote natively: a guest without a compiler is slow a character at a
 * time.
 */
function readString(cursor: Cursor): string {
  const { text, at } = cursor;
  let quote = text.indexOf('"', at + 1);
  while (quote !== -1 && isEscaped(text, quote)) quote = text.indexOf('"', quote + 1);
  if (quote === -1) throw unexpected(cursor);
  const raw = text.slice(at + 1, quote);
  if (!/[\\\u0000-\u001f]/.test(raw)) {
    cursor.at = quote + 1;
    return raw;
  }
  try {
    const value = String(JSON.parse(`"${raw}"`));
    cursor.at = quote + 1;
    return value;
  } catch {
    throw unexpected(cursor);
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

function readNumber(cursor: Cursor): JsonNumber {
  NUMBER.lastIndex = cursor.at;
  const number = NUMBER.exec(cursor.text);
  if (number === null) throw unexpected(cursor);
  cursor.at = NUMBER.lastIndex;
  return new JsonNumber(number[0]);
}

function readWord<T>(cursor: Cursor, word: string, value: T): T {
  if (!cursor.text.startsWith(word, cursor.at)) throw unexpected(cursor);
  cursor.at += word.length;
  return value;
}

function took(cursor: Cursor, mark: string): boolean {
  skipSpace(cursor);
  if (cursor.text[cursor.at] !== mark) return false;
  cursor.at += 1;
  return true;
}

function skipSpace(cursor: Cursor): void {
  for (;;) {
    const unit = cursor.text.charCodeAt(cursor.at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
    cursor.at += 1;
  }
}

function deeper(depth: number): number {
  if (depth === 0) throw new JsonSyntaxError(`nests deeper than ${JSON_DEPTH_LIMIT} levels`);
  return depth - 1;
}

function unexpected({ text, at }: Cursor): JsonSyntaxError {
  const place = at >= text.length ? 'at its end' : `at character ${at + 1}`;
  return new JsonSyntaxError(`is not valid JSON (${place})`);
}
