import { canonicalJson } from '../../json/canonical-json.ts';
import type { JsonText } from '../../json/json-text.ts';

/** A JSON object of a row. */
export type RowObject = Readonly<Record<string, unknown>>;

/** Whether a value of a row is an object. */
export function isRowObject(value: unknown): value is RowObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a list; none when it is no list. */
export function objectsOf(value: unknown): RowObject[] {
  return Array.isArray(value) ? value.filter(isRowObject) : [];
}

/** A text, or undefined for any other value. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The content of a message: a text, or the texts of its parts; undefined when it has none. */
export function contentOf(value: unknown): string | undefined {
  if (!Array.isArray(value)) return textOf(value);
  return objectsOf(value)
    .map((part) => textOf(part['text']) ?? '')
    .join('');
}

/**
 * Arguments as JSON text. Most rows have them as a text, some as a value, which `print` prints; a
 * text that is no JSON is undefined, an empty or absent one means no arguments.
 */
export function argumentsOf(value: unknown, print: (value: unknown) => JsonText) {
  if (value === undefined || value === null || value === '') return '{}';
  if (typeof value !== 'string') return print(value);
  return canonicalJson(value) === undefined ? lastOfRepeated(value) : value;
}

/** A text in which a member stands twice, as Python reads it: the last one counts. */
function lastOfRepeated(text: string): JsonText | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}
