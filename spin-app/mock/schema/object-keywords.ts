import type { Json } from '../json/json.ts';
import { type Evaluation, firstProblem, type Keywords } from './evaluation.ts';
import { compilePattern } from './pattern.ts';
import type { Problem } from './problem.ts';

/** The keywords that look at the members of an object; other values pass them. */
export const objectKeywords: Keywords = {
  properties: checkProperties,
  patternProperties: checkPatternProperties,
  additionalProperties: (operand, evaluation) => {
    const names = additionalNames(evaluation);
    return checkMembers(operand, names, evaluation);
  },
  propertyNames: (operand, { value, applyBelow }) => {
    if (!(value instanceof Map)) return null;
    return firstProblem(value.keys(), (name) => applyBelow(operand, name, name));
  },
  required: (operand, evaluation) => checkRequired(operand, evaluation),
  dependentRequired: (operand, evaluation) =>
    checkDependents(operand, evaluation, (names) => checkRequired(names, evaluation)),
  dependentSchemas: (operand, evaluation) => checkDependents(operand, evaluation, evaluation.apply),
  // Draft 7's keyword, which 2020-12 split into the two before.
  dependencies: (operand, evaluation) =>
    checkDependents(operand, evaluation, (dependency) =>
      Array.isArray(dependency)
        ? checkRequired(dependency, evaluation)
        : evaluation.apply(dependency),
    ),
};

/** Runs after all other keywords, because it asks what they looked at. */
export function checkUnevaluatedProperties(operand: Json, evaluation: Evaluation): Problem | null {
  if (!(evaluation.value instanceof Map)) return null;
  const rest = [...evaluation.value.keys()].filter((name) => !evaluation.looked.members.has(name));
  return checkMembers(operand, rest, evaluation);
}

function checkProperties(operand: Json, evaluation: Evaluation): Problem | null {
  const { value, looked } = evaluation;
  if (!(value instanceof Map) || !(operand instanceof Map)) return null;
  return firstProblem(operand, ([name, schema]) => {
    const member = value.get(name);
    if (member === undefined) return null;
    looked.members.add(name);
    return evaluation.applyBelow(schema, name, member);
  });
}

function checkPatternProperties(operand: Json, evaluation: Evaluation): Problem | null {
  const { value, looked } = evaluation;
  if (!(value instanceof Map) || !(operand instanceof Map)) return null;
  return firstProblem(operand, ([pattern, schema]) =>
    firstProblem(value, ([name, member]) => {
      if (compilePattern(pattern)?.test(name) !== true) return null;
      looked.members.add(name);
      return evaluation.applyBelow(schema, name, member);
    }),
  );
}

function additionalNames({ schema, value }: Evaluation): readonly string[] {
  if (!(value instanceof Map)) return [];
  const properties = schema.get('properties');
  const patterns = schema.get('patternProperties');
  const expressions = patterns instanceof Map ? [...patterns.keys()].map(compilePattern) : [];
  return [...value.keys()].filter((name) => {
    if (properties instanceof Map && properties.has(name)) return false;
    return !expressions.some((expression) => expression?.test(name));
  });
}

function checkMembers(
  schema: Json,
  names: readonly string[],
  { value, path, looked, applyBelow }: Evaluation,
): Problem | null {
  if (!(value instanceof Map)) return null;
  return firstProblem(names, (name) => {
    if (schema === false) return { path: [...path, name], kind: 'unknown', reason: '' };
    looked.members.add(name);
    return applyBelow(schema, name, value.get(name) ?? null);
  });
}

function checkRequired(operand: Json, { value, path }: Evaluation): Problem | null {
  if (!(value instanceof Map) || !Array.isArray(operand)) return null;
  return firstProblem(operand, (name) =>
    typeof name === 'string' && !value.has(name)
      ? { path: [...path, name], kind: 'missing', reason: '' }
      : null,
  );
}

function checkDependents(
  operand: Json,
  { value }: Evaluation,
  check: (dependency: Json) => Problem | null,
): Problem | null {
  if (!(value instanceof Map) || !(operand instanceof Map)) return null;
  return firstProblem(operand, ([name, dependency]) =>
    value.has(name) ? check(dependency) : null,
  );
}
