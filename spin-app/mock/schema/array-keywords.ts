import { canonicalJson } from '../json/canonical.ts';
import { type Json, JsonNumber } from '../json/json.ts';
import { type Evaluation, firstProblem, type Keywords } from './evaluation.ts';
import { type Problem, unfit } from './problem.ts';

/** The keywords that look at the items of an array; other values pass them. */
export const arrayKeywords: Keywords = {
  prefixItems: checkPrefix,
  // Up to draft 2019-09 an array here means what prefixItems means now.
  items: (operand, evaluation) => {
    if (Array.isArray(operand)) return checkPrefix(operand, evaluation);
    const prefix = evaluation.schema.get('prefixItems');
    return checkFrom(Array.isArray(prefix) ? prefix.length : 0, operand, evaluation);
  },
  additionalItems: (operand, evaluation) => {
    const items = evaluation.schema.get('items');
    return Array.isArray(items) ? checkFrom(items.length, operand, evaluation) : null;
  },
  contains: checkContains,
  uniqueItems: (operand, { value, path }) => {
    if (operand !== true || !Array.isArray(value)) return null;
    const distinct = new Set(value.map(canonicalJson));
    return distinct.size === value.length ? null : unfit(path, 'must not repeat an item');
  },
};

/** Runs after all other keywords, because it asks what they looked at. */
export function checkUnevaluatedItems(operand: Json, evaluation: Evaluation): Problem | null {
  const { value, looked } = evaluation;
  if (!Array.isArray(value)) return null;
  return firstProblem(value, (item, index) => {
    if (looked.items.has(index)) return null;
    looked.items.add(index);
    return evaluation.applyBelow(operand, index, item);
  });
}

function checkPrefix(operand: Json, { value, looked, applyBelow }: Evaluation): Problem | null {
  if (!Array.isArray(value) || !Array.isArray(operand)) return null;
  return firstProblem(operand.slice(0, value.length), (schema, index) => {
    looked.items.add(index);
    return applyBelow(schema, index, value[index] ?? null);
  });
}

function checkFrom(
  start: number,
  schema: Json,
  { value, looked, applyBelow }: Evaluation,
): Problem | null {
  if (!Array.isArray(value)) return null;
  return firstProblem(value, (item, index) => {
    if (index < start) return null;
    looked.items.add(index);
    return applyBelow(schema, index, item);
  });
}

function checkContains(operand: Json, evaluation: Evaluation): Problem | null {
  const { schema, value, path, looked, applyBelow } = evaluation;
  if (!Array.isArray(value)) return null;
  let found = 0;
  for (const [index, item] of value.entries()) {
    if (applyBelow(operand, index, item) !== null) continue;
    looked.items.add(index);
    found += 1;
  }
  const least = limitOf(schema.get('minContains')) ?? 1;
  const most = limitOf(schema.get('maxContains')) ?? Number.POSITIVE_INFINITY;
  if (found < least) return unfit(path, `must contain at least ${least} fitting items`);
  return found > most ? unfit(path, `must contain at most ${most} fitting items`) : null;
}

function limitOf(operand: Json | undefined): number | null {
  return operand instanceof JsonNumber ? Number(operand.text) : null;
}
