import { shallowJson } from '../../json/json-depth.ts';

/** The first place where two JSON texts differ in value; a side without the place has no text. */
export interface JsonDifference {
  /** Such as `$.items[2].name`. */
  readonly path: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** Undefined when either is not JSON or is nested too deep, or their values are the same. */
export function firstJsonDifference(from: string, to: string): JsonDifference | undefined {
  const [one, other] = [shallowJson(from), shallowJson(to)];
  if (one === undefined || other === undefined) return undefined;
  return firstDifference('$', one.value, other.value);
}

function firstDifference(path: string, from: unknown, to: unknown): JsonDifference | undefined {
  if (Array.isArray(from) && Array.isArray(to)) {
    const length = Math.max(from.length, to.length);
    for (let index = 0; index < length; index += 1) {
      const found = firstDifference(`${path}[${index}]`, from[index], to[index]);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (isObject(from) && isObject(to)) {
    for (const key of new Set([...Object.keys(from), ...Object.keys(to)])) {
      const found = firstDifference(path + step(key), own(from, key), own(to, key));
      if (found !== undefined) return found;
    }
    return undefined;
  }
  if (from === to) return undefined;
  return { path, from: JSON.stringify(from), to: JSON.stringify(to) };
}

function own(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

function step(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
