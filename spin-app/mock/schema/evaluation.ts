import type { Json, JsonObject } from '../json/json.ts';
import type { ArgumentPath, Problem } from './problem.ts';

/**
 * What has been looked at by the schemas that a value passed, which is what `unevaluatedProperties`
 * and `unevaluatedItems` ask for (JSON Schema 2020-12 core, section 11).
 */
export interface Looked {
  readonly members: Set<string>;
  readonly items: Set<number>;
}

/** One schema object at work on one value. */
export interface Evaluation {
  readonly schema: JsonObject;
  /** The whole schema of the tool, which `$ref` points into. */
  readonly root: Json;
  readonly value: Json;
  readonly path: ArgumentPath;
  readonly looked: Looked;
  /** Applies another schema to the same value; what it looks at counts only if the value passes. */
  readonly apply: (schema: Json) => Problem | null;
  /** Applies a schema to a member or an item of the value. */
  readonly applyBelow: (schema: Json, step: string | number, value: Json) => Problem | null;
}

/** What one keyword says of a value; null when it has nothing against it. */
export type KeywordCheck = (operand: Json, evaluation: Evaluation) => Problem | null;

/** Keywords by their names. */
export type Keywords = Readonly<Record<string, KeywordCheck>>;

/** The first problem that `check` finds in `items`. */
export function firstProblem<T>(
  items: Iterable<T>,
  check: (item: T, index: number) => Problem | null,
): Problem | null {
  let index = 0;
  for (const item of items) {
    const problem = check(item, index);
    if (problem !== null) return problem;
    index += 1;
  }
  return null;
}
