import type { Json } from '../json/json.ts';
import { type Evaluation, firstProblem, type Keywords } from './evaluation.ts';
import { describeProblem, type Problem, unfit } from './problem.ts';
import { resolveReference } from './reference.ts';

/** The keywords that combine schemas on one value. */
export const logicKeywords: Keywords = {
  $ref: checkReference,
  // Without schemas of several documents the dynamic reference is a plain one.
  $dynamicRef: checkReference,
  allOf: (operand, { apply }) => (Array.isArray(operand) ? firstProblem(operand, apply) : null),
  anyOf: (operand, evaluation) => {
    if (!Array.isArray(operand)) return null;
    // Every alternative is tried, because each that fits may look at other members.
    const problems = operand.map(evaluation.apply);
    return problems.includes(null) ? null : noneFits(problems, evaluation);
  },
  oneOf: (operand, evaluation) => {
    if (!Array.isArray(operand)) return null;
    const problems = operand.map(evaluation.apply);
    const fitting = problems.filter((problem) => problem === null).length;
    if (fitting === 1) return null;
    if (fitting === 0) return noneFits(problems, evaluation);
    const words = `must fit exactly one of ${operand.length} alternatives, not ${fitting}`;
    return unfit(evaluation.path, words);
  },
  not: (operand, { path, apply }) =>
    apply(operand) === null ? unfit(path, 'must not fit the schema under "not"') : null,
  if: (operand, { schema, apply }) => {
    const branch = schema.get(apply(operand) === null ? 'then' : 'else');
    return branch === undefined ? null : apply(branch);
  },
};

function checkReference(operand: Json, { root, apply }: Evaluation): Problem | null {
  const target = typeof operand === 'string' ? resolveReference(root, operand) : undefined;
  return target === undefined ? null : apply(target);
}

function noneFits(problems: readonly (Problem | null)[], { path }: Evaluation): Problem {
  const first = problems.find((problem) => problem !== null);
  const example = first === undefined ? '' : ` (the first says: ${describeProblem(first)})`;
  return unfit(path, `must fit one of ${problems.length} alternatives${example}`);
}
