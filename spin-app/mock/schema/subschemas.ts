import type { Json, JsonObject } from '../json/json.ts';

/** A schema within a schema. */
export interface Subschema {
  /** The names and numbers that lead to it. */
  readonly steps: readonly string[];
  readonly schema: Json;
  /** It is applied to the same value, not to a part of it. */
  readonly inPlace: boolean;
}

const SINGLE = [
  'additionalItems',
  'additionalProperties',
  'contains',
  'items',
  'propertyNames',
  'unevaluatedItems',
  'unevaluatedProperties',
];
const SINGLE_IN_PLACE = ['not', 'if', 'then', 'else'];
const LISTS_IN_PLACE = ['allOf', 'anyOf', 'oneOf'];
const LISTS = ['prefixItems', 'items'];
const MAPS = ['properties', 'patternProperties', '$defs', 'definitions'];
const MAPS_IN_PLACE = ['dependentSchemas', 'dependencies'];

/** The schemas directly within a schema, in a fixed order. */
export function* subschemasOf(schema: JsonObject): Generator<Subschema> {
  for (const name of [...SINGLE, ...SINGLE_IN_PLACE]) {
    const below = schema.get(name);
    if (below === undefined || Array.isArray(below)) continue;
    yield { steps: [name], schema: below, inPlace: SINGLE_IN_PLACE.includes(name) };
  }
  for (const name of [...LISTS, ...LISTS_IN_PLACE]) {
    const below = schema.get(name);
    if (!Array.isArray(below)) continue;
    for (const [index, item] of below.entries()) {
      yield { steps: [name, `${index}`], schema: item, inPlace: LISTS_IN_PLACE.includes(name) };
    }
  }
  for (const name of [...MAPS, ...MAPS_IN_PLACE]) {
    const below = schema.get(name);
    if (!(below instanceof Map)) continue;
    for (const [key, item] of below) {
      // A dependency that is an array names members and is no schema.
      if (Array.isArray(item) && name === 'dependencies') continue;
      yield { steps: [name, key], schema: item, inPlace: MAPS_IN_PLACE.includes(name) };
    }
  }
}
