import { compareNumbers, isMultipleOf, isWhole } from '../json/decimal.ts';
import { isEqualJson } from '../json/equal.ts';
import { type Json, JsonNumber } from '../json/json.ts';
import { printJson } from '../json/print.ts';
import type { Evaluation, KeywordCheck, Keywords } from './evaluation.ts';
import { compilePattern } from './pattern.ts';
import { type Problem, unfit } from './problem.ts';

/** The names of types and their tests (JSON Schema 2020-12 validation, section 6.1.1). */
export const TYPES: Readonly<Record<string, (value: Json) => boolean>> = {
  null: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  number: (value) => value instanceof JsonNumber,
  integer: (value) => value instanceof JsonNumber && isWhole(value.text),
  array: (value) => Array.isArray(value),
  object: (value) => value instanceof Map,
};

/** The keywords that look at a value itself: its type, its bounds, its length, its text. */
export const valueKeywords: Keywords = {
  type: checkType,
  enum: checkEnum,
  const: (operand, { value, path }) =>
    isEqualJson(operand, value) ? null : unfit(path, `must be ${printJson(operand)}`),
  minimum: (operand, evaluation) => {
    // Draft 4 writes the exclusive bound as a boolean beside the bound.
    if (evaluation.schema.get('exclusiveMinimum') === true) return above(operand, evaluation);
    return bound(operand, evaluation, { words: 'at least', fits: (order) => order >= 0 });
  },
  maximum: (operand, evaluation) => {
    if (evaluation.schema.get('exclusiveMaximum') === true) return below(operand, evaluation);
    return bound(operand, evaluation, { words: 'at most', fits: (order) => order <= 0 });
  },
  exclusiveMinimum: above,
  exclusiveMaximum: below,
  multipleOf: (operand, { value, path }) => {
    if (!(value instanceof JsonNumber) || !(operand instanceof JsonNumber)) return null;
    if (isMultipleOf(value.text, operand.text)) return null;
    return unfit(path, `must be a multiple of ${operand.text}`);
  },
  minLength: sizeCheck(lengthOf, { least: true, unit: 'character' }),
  maxLength: sizeCheck(lengthOf, { least: false, unit: 'character' }),
  minItems: sizeCheck(itemsOf, { least: true, unit: 'item' }),
  maxItems: sizeCheck(itemsOf, { least: false, unit: 'item' }),
  minProperties: sizeCheck(membersOf, { least: true, unit: 'member' }),
  maxProperties: sizeCheck(membersOf, { least: false, unit: 'member' }),
  pattern: (operand, { value, path }) => {
    if (typeof value !== 'string' || typeof operand !== 'string') return null;
    if (compilePattern(operand)?.test(value) === true) return null;
    return unfit(path, `must match the pattern ${operand}`);
  },
};

function checkType(operand: Json, { value, path }: Evaluation): Problem | null {
  const names = (Array.isArray(operand) ? operand : [operand]).map(String);
  if (names.some((name) => TYPES[name]?.(value) === true)) return null;
  return unfit(path, `must be of type ${names.join(' or ')}`);
}

function checkEnum(operand: Json, { value, path }: Evaluation): Problem | null {
  if (!Array.isArray(operand) || operand.some((item) => isEqualJson(item, value))) return null;
  return unfit(path, `must be one of ${operand.map(printJson).join(', ')}`);
}

function above(operand: Json, evaluation: Evaluation): Problem | null {
  return bound(operand, evaluation, { words: 'greater than', fits: (order) => order > 0 });
}

function below(operand: Json, evaluation: Evaluation): Problem | null {
  return bound(operand, evaluation, { words: 'less than', fits: (order) => order < 0 });
}

function bound(
  operand: Json,
  { value, path }: Evaluation,
  { words, fits }: { readonly words: string; readonly fits: (order: number) => boolean },
): Problem | null {
  if (!(value instanceof JsonNumber) || !(operand instanceof JsonNumber)) return null;
  if (fits(compareNumbers(value.text, operand.text))) return null;
  return unfit(path, `must be ${words} ${operand.text}`);
}

function sizeCheck(
  sizeOf: (value: Json) => number | null,
  { least, unit }: { readonly least: boolean; readonly unit: string },
): KeywordCheck {
  return (operand, { value, path }) => {
    const size = sizeOf(value);
    if (size === null || !(operand instanceof JsonNumber)) return null;
    const limit = Number(operand.text);
    if (least ? size >= limit : size <= limit) return null;
    const words = least ? 'at least' : 'at most';
    return unfit(path, `must have ${words} ${limit} ${unit}${limit === 1 ? '' : 's'}`);
  };
}

/** In code points, as the specification counts. */
function lengthOf(value: Json): number | null {
  if (typeof value !== 'string') return null;
  const pairs = value.match(/[\ud800-\udbff][\udc00-\udfff]/g);
  return value.length - (pairs?.length ?? 0);
}

function itemsOf(value: Json): number | null {
  return Array.isArray(value) ? value.length : null;
}

function membersOf(value: Json): number | null {
  return value instanceof Map ? value.size : null;
}
