import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { findSchemaFault } from './check-schema.ts';
import { validateArguments } from './validate.ts';

type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

const lossless = (value: unknown): Json => parseJson(JSON.stringify(value));

const scalar = fc.constantFrom<Plain[]>(null, true, false, 0, 1, 2, -1, 1.5, '', 'a', 'ab', '😀');

const name = fc.constantFrom('a', 'b', 'ab');

const instance = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(name, tie('value'), { noNullPrototype: true }),
  ),
})).value;

const count = fc.integer({ min: 0, max: 3 });
const bound = fc.constantFrom(-1, 0, 0.5, 1, 2);
const names = fc.uniqueArray(name, { maxLength: 2 });
const type = fc.constantFrom(
  'null',
  'boolean',
  'integer',
  'number',
  'string',
  'array',
  'object',
  'object',
);

/** Keywords that look at each other, which chance alone would seldom put together. */
const GROUPS = [
  ['properties', 'patternProperties', 'additionalProperties'],
  ['prefixItems', 'items'],
  ['items', 'additionalItems'],
  ['if', 'then', 'else'],
];

/**
 * Schemas of keywords that the drafts share, and those of one draft given as `more`. `contains` and
 * the unevaluated keywords have cases of their own below: beside `items` ajv accepts `[1]` where
 * `contains` asks for null, and it counts what an alternative that failed looked at as evaluated.
 */
function schemas(
  more: (schema: fc.Arbitrary<Plain>) => Record<string, fc.Arbitrary<Plain>>,
): fc.Arbitrary<Plain> {
  return fc.letrec<{ schema: Plain }>((tie) => {
    const schema = tie('schema');
    const list = fc.array(schema, { minLength: 1, maxLength: 3 });
    const byName = fc.dictionary(name, schema, { noNullPrototype: true });
    const keywords: Record<string, fc.Arbitrary<Plain>> = {
      type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 2 })),
      enum: fc.array(instance, { minLength: 1, maxLength: 3 }),
      const: instance,
      minimum: bound,
      maximum: bound,
      exclusiveMinimum: bound,
      exclusiveMaximum: bound,
      multipleOf: fc.constantFrom(0.5, 1, 2),
      minLength: count,
      maxLength: count,
      pattern: fc.constantFrom('^a', 'b$', '^.$'),
      minItems: count,
      maxItems: count,
      uniqueItems: fc.boolean(),
      minProperties: count,
      maxProperties: count,
      required: names,
      properties: byName,
      patternProperties: fc.dictionary(fc.constantFrom('^a', 'b$'), schema, {
        noNullPrototype: true,
      }),
      additionalProperties: schema,
      propertyNames: schema,
      allOf: list,
      anyOf: list,
      oneOf: list,
      not: schema,
      if: schema,
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
      then: schema,
      else: schema,
      dependencies: fc.dictionary(name, fc.oneof(names, schema), { noNullPrototype: true }),
      $ref: fc.constantFrom('#/$defs/one', '#/$defs/two'),
      ...more(schema),
    };
    const known = (all: readonly string[]) => all.filter((key) => Object.hasOwn(keywords, key));
    const groups = GROUPS.map(known).filter((group) => group.length > 1);
    const any = fc.constantFrom(...Object.keys(keywords));
    const chosen = fc
      .tuple(
        fc.oneof(
          fc.constant([]),
          fc.constantFrom(...groups).chain((all) => fc.subarray(all)),
        ),
        fc.uniqueArray(any, { minLength: 1, maxLength: 3 }),
      )
      .map(([group, others]) => [...new Set([...group, ...others])]);
    const object = chosen.chain((keys) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, keywords[key] ?? fc.constant(true)])), {
        noNullPrototype: true,
      }),
    );
    return {
      schema: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.boolean(), object, object),
    };
  }).schema;
}

const withDefinitions = (schema: fc.Arbitrary<Plain>) =>
  fc
    .tuple(schema, schema, schema)
    .map(([main, one, two]) =>
      typeof main === 'boolean' ? main : { ...Object(main), $defs: { one, two } },
    );

const draft7 = schemas((schema) => ({
  items: fc.oneof(schema, fc.array(schema, { minLength: 1, maxLength: 2 })),
  additionalItems: schema,
}));

const draft2020 = schemas((schema) => ({
  items: schema,
  prefixItems: fc.array(schema, { minLength: 1, maxLength: 2 }),
  dependentRequired: fc.dictionary(name, names, { noNullPrototype: true }),
  dependentSchemas: fc.dictionary(name, schema, { noNullPrototype: true }),
}));

/** Null where the code that ajv made throws: it forgets a variable for some `items: false`. */
function judgements(
  validate: (value: unknown) => unknown,
  values: readonly Plain[],
): boolean[] | null {
  try {
    return values.map((value) => Boolean(validate(value)));
  } catch {
    return null;
  }
}

const settings = { strict: false, validateSchema: false, logger: false } as const;

describe('validateArguments', () => {
  it.each([
    ['draft-07', draft7, () => new Ajv(settings)],
    ['2020-12', draft2020, () => new Ajv2020(settings)],
  ])('agrees with ajv on schemas of %s', (_, schemaOf, ajv) => {
    fc.assert(
      fc.property(
        withDefinitions(schemaOf),
        fc.array(instance, { minLength: 5, maxLength: 10 }),
        (schema, values) => {
          fc.pre(findSchemaFault(lossless(schema)) === null);
          const validate = ajv().compile(schema);
          const expected = judgements(validate, values);
          fc.pre(expected !== null);
          const actual = values.map(
            (value) => validateArguments(lossless(schema), lossless(value)) === null,
          );
          expect(actual).toEqual(expected);
        },
      ),
      { numRuns: 800 },
    );
  });
});
