/** The first place where two JSON values differ, and their values there; undefined if absent. */
export interface JsonDifference {
  /** Path from the root, such as `[0].labels.name`; empty for the root itself. */
  readonly path: string;
  readonly recorded: unknown;
  readonly actual: unknown;
}

/** The first difference of two JSON values in the order of the recorded one, or undefined. */
export function jsonDifference(
  recorded: unknown,
  actual: unknown,
  path = '',
): JsonDifference | undefined {
  if (Array.isArray(recorded) && Array.isArray(actual)) {
    return firstOf(Math.max(recorded.length, actual.length), (index) =>
      jsonDifference(recorded[index], actual[index], `${path}[${index}]`),
    );
  }
  if (isObject(recorded) && isObject(actual)) {
    const keys = [...new Set([...Object.keys(recorded), ...Object.keys(actual)])];
    return firstOf(keys.length, (index) => {
      const key = keys[index] ?? '';
      return jsonDifference(own(recorded, key), own(actual, key), joined(path, key));
    });
  }
  return recorded === actual ? undefined : { path, recorded, actual };
}

function firstOf(
  count: number,
  at: (index: number) => JsonDifference | undefined,
): JsonDifference | undefined {
  for (let index = 0; index < count; index += 1) {
    const difference = at(index);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(value: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}

function joined(path: string, key: string): string {
  if (!/^[A-Za-z_$][\w$]*$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}
