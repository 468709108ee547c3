import { isJsonObject, type JsonValue } from './json-text.ts';

/** Whether two JSON values are equal: keys in any order, numbers by value, without rounding. */
export function isEqualJson(one: JsonValue, other: JsonValue): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, at) => isEqualJson(item, other[at]));
  }
  if (isJsonObject(one) && isJsonObject(other)) {
    const keys = Object.keys(one);
    return (
      keys.length === Object.keys(other).length &&
      keys.every((key) => {
        const [a, b] = [one[key], Object.hasOwn(other, key) ? other[key] : undefined];
        return a !== undefined && b !== undefined && isEqualJson(a, b);
      })
    );
  }
  if (isJsonNumber(one) && isJsonNumber(other)) return isSameNumber(String(one), String(other));
  return one === other;
}

/** Whether a JSON value is a number, in whatever spelling. */
export function isJsonNumber(value: JsonValue): boolean {
  if (typeof value === 'number') return true;
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !isJsonObject(value)
  );
}

// Numbers that doubles cannot distinguish are equal only if they are spelt the same.
function isSameNumber(one: string, other: string): boolean {
  const value = Number(one);
  return one === other || (value === Number(other) && Math.abs(value) <= Number.MAX_SAFE_INTEGER);
}
