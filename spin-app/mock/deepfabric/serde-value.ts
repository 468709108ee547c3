import { type Json, JsonNumber } from '../json/json.ts';
import { serdeNumber } from './serde-number.ts';

/**
 * A value as DeepFabric 4's components would hand it on: the members of objects sorted (Rust's
 * BTreeMap) and numbers in serde_json's notation.
 */
export function serdeValue(value: Json): Json {
  if (value instanceof JsonNumber) return new JsonNumber(serdeNumber(value.text));
  if (Array.isArray(value)) return value.map(serdeValue);
  if (!(value instanceof Map)) return value;
  const members = [...value].sort(([left], [right]) => compareCodePoints(left, right));
  return new Map(members.map(([name, member]) => [name, serdeValue(member)]));
}

/** Rust compares the bytes of UTF-8, whose order is that of code points, not of UTF-16 units. */
export function compareCodePoints(left: string, right: string): number {
  const others = [...right];
  for (const [index, character] of [...left].entries()) {
    const other = others[index];
    if (other === undefined) return 1;
    const difference = (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return [...left].length - others.length;
}
