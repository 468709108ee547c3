import { compareNumbers, isWhole } from '../json/decimal.ts';
import { type Json, JsonNumber, type JsonObject } from '../json/json.ts';
import { compilePattern } from './pattern.ts';
import { resolveReference } from './reference.ts';
import { subschemasOf } from './subschemas.ts';
import { TYPES } from './value-keywords.ts';

/**
 * Finds out when a schema is loaded whether it can be used later: every keyword has a value of its
 * type, patterns compile, references lead somewhere and not round in a circle.
 *
 * @returns a sentence that names the place of the first fault as a JSON Pointer, or null
 */
export function findSchemaFault(root: Json): string | null {
  const places = reachable(root);
  for (const { pointer, schema } of places) {
    const fault = faultOf(schema, { root, pointer });
    if (fault !== null) return fault;
  }
  return findCircle(
    root,
    places.map(({ schema }) => schema),
  );
}

interface Place {
  readonly pointer: string;
  readonly schema: Json;
}

/** The schema, all within it, and all that references lead to, wherever these stand. */
function reachable(root: Json): readonly Place[] {
  const places: Place[] = [{ pointer: '', schema: root }];
  const known = new Set<Json>([root]);
  // The list grows while it is walked.
  for (const { pointer, schema } of places) {
    if (!(schema instanceof Map)) continue;
    for (const { steps, schema: below } of subschemasOf(schema)) {
      if (below instanceof Map && known.has(below)) continue;
      known.add(below);
      places.push({ pointer: `${pointer}/${steps.map(escapeStep).join('/')}`, schema: below });
    }
    for (const { operand, target } of referencesOf(root, schema)) {
      if (known.has(target)) continue;
      known.add(target);
      places.push({ pointer: operand, schema: target });
    }
  }
  return places;
}

function referencesOf(
  root: Json,
  schema: JsonObject,
): readonly { readonly operand: string; readonly target: JsonObject }[] {
  return [schema.get('$ref'), schema.get('$dynamicRef')].flatMap((operand) => {
    const target = typeof operand === 'string' ? resolveReference(root, operand) : undefined;
    return target instanceof Map ? [{ operand: String(operand), target }] : [];
  });
}

function faultOf(
  schema: Json,
  { root, pointer }: { readonly root: Json; readonly pointer: string },
): string | null {
  if (typeof schema === 'boolean') return null;
  if (!(schema instanceof Map)) return `${pointer || '/'} must be an object or a boolean`;
  for (const [name, operand] of schema) {
    const check = Object.hasOwn(OPERANDS, name) ? OPERANDS[name] : undefined;
    const expected = check?.(operand, root) ?? null;
    if (expected !== null) return `${pointer}/${name} ${expected}`;
  }
  return null;
}

function escapeStep(step: string): string {
  return step.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** What a keyword's operand must be, when it is not. */
type OperandCheck = (operand: Json, root: Json) => string | null;

const number: OperandCheck = (operand) =>
  operand instanceof JsonNumber ? null : 'must be a number';
const numberOrFlag: OperandCheck = (operand) =>
  operand instanceof JsonNumber || typeof operand === 'boolean' ? null : 'must be a number';
const count: OperandCheck = (operand) =>
  operand instanceof JsonNumber && isWhole(operand.text) && compareNumbers(operand.text, '0') >= 0
    ? null
    : 'must be a whole number, zero or more';
const names: OperandCheck = (operand) =>
  isListOfStrings(operand) ? null : 'must be an array of strings';
const list: OperandCheck = (operand) => (Array.isArray(operand) ? null : 'must be an array');
const schemas: OperandCheck = (operand) =>
  Array.isArray(operand) && operand.length > 0 ? null : 'must be an array with a schema at least';
const object: OperandCheck = (operand) => (operand instanceof Map ? null : 'must be an object');
const reference: OperandCheck = (operand, root) => {
  if (typeof operand !== 'string') return 'must be a string';
  const target = resolveReference(root, operand);
  const isSchema = typeof target === 'boolean' || target instanceof Map;
  return isSchema ? null : 'leads to no schema of this tool';
};

const OPERANDS: Readonly<Record<string, OperandCheck>> = {
  type: (operand) => {
    const known = (Array.isArray(operand) ? operand : [operand]).every(
      (name) => typeof name === 'string' && Object.hasOwn(TYPES, name),
    );
    return known ? null : `must name types: ${Object.keys(TYPES).join(', ')}`;
  },
  enum: list,
  minimum: number,
  maximum: number,
  exclusiveMinimum: numberOrFlag,
  exclusiveMaximum: numberOrFlag,
  multipleOf: (operand) =>
    operand instanceof JsonNumber && compareNumbers(operand.text, '0') > 0
      ? null
      : 'must be a number greater than zero',
  minLength: count,
  maxLength: count,
  minItems: count,
  maxItems: count,
  minProperties: count,
  maxProperties: count,
  minContains: count,
  maxContains: count,
  uniqueItems: (operand) => (typeof operand === 'boolean' ? null : 'must be a boolean'),
  required: names,
  pattern: (operand) => {
    if (typeof operand !== 'string') return 'must be a string';
    return compilePattern(operand) === null ? 'is not a regular expression known here' : null;
  },
  patternProperties: (operand) => {
    if (!(operand instanceof Map)) return 'must be an object';
    const wrong = [...operand.keys()].some((pattern) => compilePattern(pattern) === null);
    return wrong ? 'has a name that is not a regular expression known here' : null;
  },
  properties: object,
  $defs: object,
  definitions: object,
  dependentSchemas: object,
  dependentRequired: (operand) =>
    operand instanceof Map && [...operand.values()].every(isListOfStrings)
      ? null
      : 'must be an object of arrays of strings',
  dependencies: (operand) => {
    if (!(operand instanceof Map)) return 'must be an object';
    const fine = [...operand.values()].every(
      (item) => !Array.isArray(item) || isListOfStrings(item),
    );
    return fine ? null : 'must be an object of schemas or arrays of strings';
  },
  allOf: schemas,
  anyOf: schemas,
  oneOf: schemas,
  prefixItems: schemas,
  $ref: reference,
  $dynamicRef: reference,
};

function isListOfStrings(operand: Json): boolean {
  return Array.isArray(operand) && operand.every((item) => typeof item === 'string');
}

/** A schema that applies itself to the same value again would never come to an end. */
function findCircle(root: Json, schemas: readonly Json[]): string | null {
  const done = new Set<JsonObject>();
  const open = new Set<JsonObject>();
  const returns = (schema: Json): boolean => {
    if (!(schema instanceof Map) || done.has(schema)) return false;
    if (open.has(schema)) return true;
    open.add(schema);
    const below = [...subschemasOf(schema)].filter(({ inPlace }) => inPlace);
    const next = [...below.map((each) => each.schema), ...referenceTargets(root, schema)];
    const circular = next.some(returns);
    open.delete(schema);
    done.add(schema);
    return circular;
  };
  return schemas.some(returns) ? 'a $ref leads back to where it stands' : null;
}

function referenceTargets(root: Json, schema: JsonObject): readonly JsonObject[] {
  return referencesOf(root, schema).map(({ target }) => target);
}
