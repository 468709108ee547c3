import { canonicalJson } from '../../json/canonical-json.ts';
import type { JsonText } from '../../json/json-text.ts';

/** A JSON object of a row. */
export type RowObject = Readonly<Record<string, unknown>>;

/** Whether a value of a row is an object. */
export function isRowObject(value: unknown): value is RowObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Whether a value is empty: absent, null, an empty text, or a list or an object of such values.
 * Table writers give every row the columns of all rows.
 */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  if (typeof value !== 'object') return false;
  return (Array.isArray(value) ? value : Object.values(value)).every(isNothing);
}

/**
 * The objects of a list; none if it is not a list. Other items are ignored: if they may be calls,
 * `unread-shapes.ts` reports them.
 */
export function objectsOf(value: unknown): RowObject[] {
  return Array.isArray(value) ? value.filter(isRowObject) : [];
}

/** A text, or undefined for any other value. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The content of a message: a text, or the texts of its parts; undefined if it has none. */
export function contentOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return textOf(value);
  return objectsOf(value)
    .map((part) => textOf(part['text']) ?? '')
    .join('');
}

/** Whether {@link contentOf} gives the whole content. */
export function isWholeContent(value: unknown): boolean {
  if (isNothing(value) || typeof value === 'string') return true;
  return Array.isArray(value) && value.every((part) => isNothing(part) || isTextPart(part));
}

function isTextPart(part: unknown): boolean {
  if (!isRowObject(part) || typeof part['text'] !== 'string') return false;
  const { type, text: _, id, cache_control: cache, ...others } = part;
  const isOfText = isNothing(type) || TYPES_OF_TEXT.has(textOf(type) ?? '');
  return isOfText && isLabel(id) && isCacheControl(cache) && isNothing(others);
}

const TYPES_OF_TEXT = new Set(['text', 'input_text', 'output_text']);

/** A mark of Anthropic's: `{"type": "ephemeral", "ttl": "5m"}`. */
function isCacheControl(value: unknown): boolean {
  if (isNothing(value)) return true;
  if (!isRowObject(value)) return false;
  const { type, ttl, ...others } = value;
  return isLabel(type) && isLabel(ttl) && isNothing(others);
}

/** A short text, which says nothing but what something is. */
function isLabel(value: unknown): boolean {
  return isNothing(value) || (typeof value === 'string' && value.length <= 64);
}

/** All texts within a value, at any depth. */
export function textsWithin(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(textsWithin);
}

/**
 * Arguments as JSON text. Most rows have them as a text, some as a value, which `print` prints; a
 * text that is not JSON gives undefined, an empty or absent one means no arguments.
 */
export function argumentsOf(value: unknown, print: (value: unknown) => JsonText) {
  if (value === undefined || value === null || value === '') return '{}';
  if (typeof value !== 'string') return print(value);
  return canonicalJson(value) === undefined ? undefined : value;
}
