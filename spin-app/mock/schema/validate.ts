import type { Json, JsonObject } from '../json/json.ts';
import { arrayKeywords, checkUnevaluatedItems } from './array-keywords.ts';
import { type Evaluation, firstProblem, type KeywordCheck, type Looked } from './evaluation.ts';
import { logicKeywords } from './logic-keywords.ts';
import { checkUnevaluatedProperties, objectKeywords } from './object-keywords.ts';
import { type ArgumentPath, describeProblem, type Problem, unfit } from './problem.ts';
import { valueKeywords } from './value-keywords.ts';

/**
 * Validates arguments against a JSON Schema of draft-07 or 2020-12 by interpreting it: compiling,
 * as other validators do, costs more than a whole call in an instance that lives for one call.
 * `format`, `contentEncoding` and their kind are annotations and never refuse anything.
 *
 * @returns a sentence that names the first argument that does not fit, or null
 */
export function validateArguments(schema: Json, args: Json): string | null {
  const problem = applySchema(schema, args, { root: schema, path: [] });
  return problem === null ? null : describeProblem(problem);
}

const early = new Map<string, KeywordCheck>(
  Object.entries({ ...valueKeywords, ...objectKeywords, ...arrayKeywords, ...logicKeywords }),
);

const late: readonly (readonly [string, KeywordCheck])[] = [
  ['unevaluatedProperties', checkUnevaluatedProperties],
  ['unevaluatedItems', checkUnevaluatedItems],
];

interface Place {
  readonly root: Json;
  readonly path: ArgumentPath;
  /** Where to note what was looked at, when the value passes. */
  readonly into?: Looked;
}

function applySchema(schema: Json, value: Json, place: Place): Problem | null {
  if (schema === false) return unfit(place.path, 'is not allowed');
  if (!(schema instanceof Map)) return null;
  const evaluation = evaluationOf(schema, value, place);
  const problem =
    firstProblem(schema, ([name, operand]) => early.get(name)?.(operand, evaluation) ?? null) ??
    firstProblem(late, ([name, check]) => {
      const operand = schema.get(name);
      return operand === undefined ? null : check(operand, evaluation);
    });
  if (problem === null && place.into !== undefined) noteLooked(evaluation.looked, place.into);
  return problem;
}

function evaluationOf(schema: JsonObject, value: Json, { root, path }: Place): Evaluation {
  const looked: Looked = { members: new Set(), items: new Set() };
  return {
    schema,
    root,
    value,
    path,
    looked,
    apply: (other) => applySchema(other, value, { root, path, into: looked }),
    applyBelow: (other, step, below) => applySchema(other, below, { root, path: [...path, step] }),
  };
}

function noteLooked(from: Looked, into: Looked): void {
  for (const name of from.members) into.members.add(name);
  for (const index of from.items) into.items.add(index);
}
