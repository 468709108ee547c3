/** Where variables stand, for the worlds that were read from files. */
const LINES = new WeakMap<ReadonlyMap<string, string>, ReadonlyMap<string, number>>();

/**
 * Keeps the lines of variables, counted from 1. They stand in a table of their own, because they
 * are no part of a world: worlds are compared and printed.
 */
export function keepVariableLines(
  variables: ReadonlyMap<string, string>,
  lines: ReadonlyMap<string, number>,
): void {
  LINES.set(variables, lines);
}

/** The line of a variable; undefined for variables that were read from no file. */
export function variableLine(
  variables: ReadonlyMap<string, string>,
  name: string,
): number | undefined {
  return LINES.get(variables)?.get(name);
}
