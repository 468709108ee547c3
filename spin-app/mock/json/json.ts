/** A number as its author wrote it: `1.0`, `1e2` and twenty-three digits lose nothing. */
export class JsonNumber {
  /** The number in JSON's grammar (RFC 8259, section 6). */
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A JSON object; a map, because a JavaScript object would move keys such as `"10"` to the front.
 */
export type JsonObject = Map<string, Json>;

/** A JSON value (RFC 8259) that keeps the spelling of numbers and the order of keys. */
export type Json = null | boolean | string | JsonNumber | Json[] | JsonObject;

/** The object with these entries in this order. */
export function jsonObject(entries: Readonly<Record<string, Json>>): JsonObject {
  return new Map(Object.entries(entries));
}

/** A JavaScript number (finite) as JSON. */
export function jsonNumber(value: number): JsonNumber {
  return new JsonNumber(String(value));
}

/** The name of a value's type with its article, for messages: "a number", "null". */
export function jsonTypeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  if (value instanceof Map) return 'an object';
  return value instanceof JsonNumber ? 'a number' : `a ${typeof value}`;
}
