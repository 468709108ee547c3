import { compareNumbers } from './decimal.ts';
import { type Json, JsonNumber, type JsonObject } from './json.ts';

/**
 * Whether two values are equal: types count, numbers compare by value, the order of keys does not.
 */
export function isEqualJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left instanceof JsonNumber) {
    return right instanceof JsonNumber && compareNumbers(left.text, right.text) === 0;
  }
  if (Array.isArray(left)) {
    if (!Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item, index) => isEqualJson(item, right[index]));
  }
  if (left instanceof Map) return right instanceof Map && areEqualObjects(left, right);
  return left === right;
}

function areEqualObjects(left: JsonObject, right: JsonObject): boolean {
  if (left.size !== right.size) return false;
  for (const [key, value] of left) {
    if (!right.has(key) || !isEqualJson(value, right.get(key))) return false;
  }
  return true;
}
