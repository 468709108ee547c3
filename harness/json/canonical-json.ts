import { trimEndOf, trimStartOf } from '../trim-character.ts';
import { isJsonObject, type JsonText, type JsonValue } from './json-text.ts';
import { readJson } from './read-json.ts';

/**
 * A text that two JSON texts share exactly if they have the same value: members are sorted, and
 * numbers compared by value, whatever their spelling or size. Undefined if the text is not JSON.
 */
export function canonicalJson(text: JsonText): string | undefined {
  try {
    return canonical(readJson(text));
  } catch {
    return undefined;
  }
}

/** As {@link canonicalJson} for the arguments of a call: null counts as absent. */
export function canonicalArguments(text: JsonText): string | undefined {
  try {
    const value = readJson(text);
    if (!isJsonObject(value)) return canonical(value);
    return canonical(Object.fromEntries(Object.entries(value).filter(([, it]) => it !== null)));
  } catch {
    return undefined;
  }
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (isJsonObject(value)) {
    const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, it]) => `${JSON.stringify(name)}:${canonical(it)}`).join(',')}}`;
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') {
    return JSON.stringify(value);
  }
  return decimal(String(value));
}

/** A number as its significant digits and the power of ten of the last one. */
function decimal(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] =
    /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const digits = trimStartOf(`${whole}${fraction}`, '0');
  const significant = trimEndOf(digits, '0');
  if (significant === '') return '0';
  const zeros = digits.length - significant.length;
  return `${sign}${significant}e${Number(power) - fraction.length + zeros}`;
}
