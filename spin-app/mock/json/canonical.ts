import { canonicalNumber } from './decimal.ts';
import { type Json, JsonNumber } from './json.ts';

/**
 * The canonical text of a value (JSON Canonicalization Scheme, RFC 8785): two values have the same
 * text exactly when they are equal, numbers by value. Beyond the RFC, numbers that a double cannot
 * hold keep all their digits.
 */
export function canonicalJson(value: Json): string {
  if (value instanceof JsonNumber) return canonicalNumber(value.text);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value instanceof Map) {
    // Without a comparison function, sort compares by UTF-16 code units, as the RFC asks.
    const members = [...value.keys()].sort().map((key) => {
      return `${JSON.stringify(key)}:${canonicalJson(value.get(key) ?? null)}`;
    });
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
