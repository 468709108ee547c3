import { type Json, JsonNumber } from './json.ts';

/** The compact JSON text of a value; numbers as they were written. */
export function printJson(value: Json): string {
  if (value instanceof JsonNumber) return value.text;
  if (Array.isArray(value)) return `[${value.map(printJson).join(',')}]`;
  if (value instanceof Map) {
    const members: string[] = [];
    for (const [key, member] of value) members.push(`${JSON.stringify(key)}:${printJson(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
