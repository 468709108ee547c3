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

  it.each<[string, unknown, string, string | null]>([
    ['a missing argument', { required: ['z'] }, '{}', 'Missing required argument: z'],
    [
      'a missing member',
      { properties: { filter: { required: ['owner'] } } },
      '{"filter":{}}',
      'Missing required argument: filter.owner',
    ],
    [
      'an unknown argument',
      { properties: { z: true }, additionalProperties: false },
      '{"z":1,"extra":true}',
      'Unknown argument: extra',
    ],
    [
      'a wrong type',
      { properties: { z: { type: ['integer', 'null'] } } },
      '{"z":1.5}',
      'Argument z must be of type integer or null',
    ],
    [
      'a wrong item',
      { properties: { list: { items: { properties: { n: { minimum: 1 } } } } } },
      '{"list":[{},{"n":0}]}',
      'Argument list[1].n must be at least 1',
    ],
    [
      'a value outside an enum',
      { properties: { units: { enum: ['celsius', 'fahrenheit'] } } },
      '{"units":"kelvin"}',
      'Argument units must be one of "celsius", "fahrenheit"',
    ],
    [
      'no fitting alternative',
      { anyOf: [{ required: ['a'] }, { required: ['b'] }] },
      '{}',
      'Arguments must fit one of 2 alternatives (the first says: Missing required argument: a)',
    ],
    [
      'a pattern',
      { properties: { q: { pattern: '^[a-z]+$' } } },
      '{"q":"A"}',
      'Argument q must match the pattern ^[a-z]+$',
    ],
    [
      'a whole number with a fraction of zero',
      { properties: { n: { type: 'integer' } } },
      '{"n":1.0}',
      null,
    ],
    [
      'an empty array without what it must contain',
      { contains: true },
      '[]',
      'Arguments must contain at least 1 fitting items',
    ],
    [
      'items that contains looked at',
      { contains: { type: 'null' }, unevaluatedItems: false },
      '[null]',
      null,
    ],
    [
      'an item that nothing looked at',
      { prefixItems: [true], anyOf: [{ contains: { const: 1 } }], unevaluatedItems: false },
      '[0,1,2]',
      'Argument [2] is not allowed',
    ],
    [
      'items that an alternative looked at',
      { anyOf: [{ prefixItems: [true, true] }], unevaluatedItems: { type: 'string' } },
      '[0,1,"a"]',
      null,
    ],
    [
      'members that only a failed alternative looked at',
      {
        anyOf: [true, { patternProperties: { '^a': false } }],
        unevaluatedProperties: { maxLength: 0 },
      },
      '{"a":"ab"}',
      'Argument a must have at most 0 characters',
    ],
    ['any format', { properties: { u: { format: 'uri' } } }, '{"u":"no uri"}', null],
    ['one step of a decimal', { properties: { n: { multipleOf: 0.1 } } }, '{"n":0.3}', null],
  ])('judges %s', (_, schema, args, message) => {
    expect(validateArguments(lossless(schema), parseJson(args))).toBe(message);
  });

  it('tells big whole numbers apart', () => {
    const schema = parseJson('{"maximum":12345678901234567890123}');
    expect(validateArguments(schema, parseJson('12345678901234567890123'))).toBeNull();
    expect(validateArguments(schema, parseJson('12345678901234567890124'))).toBe(
      'Arguments must be at most 12345678901234567890123',
    );
  });

  it('follows references by anchor, by pointer and into itself', () => {
    const tree = parseJson(
      '{"$defs":{"n":{"$anchor":"node","properties":{"next":{"$ref":"#node"},"a/b":{"type":"string"}}}},' +
        '"properties":{"tree":{"$ref":"#node"},"s":{"$ref":"#/$defs/n/properties/a~1b"}}}',
    );
    expect(findSchemaFault(tree)).toBeNull();
    expect(validateArguments(tree, parseJson('{"tree":{"next":{"next":{"a/b":1}}}}'))).toBe(
      'Argument tree.next.next.a/b must be of type string',
    );
    expect(validateArguments(tree, parseJson('{"s":1}'))).toBe('Argument s must be of type string');
  });
});

describe('unevaluatedProperties', () => {
  const rest = { unevaluatedProperties: false };
  const a = { properties: { a: true } };
  it.each<[unknown, unknown, boolean]>([
    [{ ...a, ...rest }, { a: 1 }, true],
    [{ ...a, ...rest }, { a: 1, b: 1 }, false],
    [{ ...rest, allOf: [a, { properties: { b: true } }] }, { a: 1, b: 1 }, true],
    [{ ...rest, allOf: [{ allOf: [a] }] }, { a: 1 }, true],
    [{ ...rest, anyOf: [a, { properties: { b: true } }] }, { a: 1, b: 1 }, true],
    [{ ...rest, anyOf: [true, { ...a, required: ['z'] }] }, { a: 1 }, false],
    [{ ...rest, oneOf: [{ ...a, required: ['a'] }, { required: ['b'] }] }, { a: 1 }, true],
    [{ ...rest, not: { not: a } }, { a: 1 }, false],
    [{ ...rest, if: a, else: { properties: { b: true } } }, { a: 1 }, true],
    [{ ...rest, if: { ...a, ...rest } }, { b: 1 }, false],
    [{ ...rest, $ref: '#/$defs/a', $defs: { a } }, { a: 1 }, true],
    [{ ...rest, dependentSchemas: { a } }, { a: 1 }, true],
    [{ ...rest, patternProperties: { '^a': true } }, { ab: 1 }, true],
    [{ ...rest, allOf: [{ additionalProperties: true }] }, { x: 1 }, true],
    [{ ...rest, allOf: [{ unevaluatedProperties: true }] }, { x: 1 }, true],
    [{ ...rest, properties: { o: a } }, { o: { a: 1 }, a: 1 }, false],
    [{ ...rest }, [1], true],
  ])('under %j fits %j: %j', (schema, value, fits) => {
    expect(validateArguments(lossless(schema), lossless(value)) === null).toBe(fits);
  });
});

describe('contains', () => {
  const isNull = { type: 'null' };
  it.each<[unknown, unknown, boolean]>([
    [{ contains: isNull }, [1, null], true],
    [{ contains: isNull }, [1], false],
    [{ contains: isNull }, [], false],
    [{ contains: isNull }, 'no array', true],
    [{ contains: isNull, minContains: 0 }, [], true],
    [{ contains: isNull, minContains: 2 }, [null, 1, null], true],
    [{ contains: isNull, minContains: 2 }, [null, 1], false],
    [{ contains: isNull, maxContains: 1 }, [null, 1], true],
    [{ contains: isNull, maxContains: 1 }, [null, null], false],
    [{ contains: false }, [1], false],
    [{ items: [true, isNull], additionalItems: false, contains: isNull }, [1], false],
    [{ prefixItems: [true], items: false, contains: isNull }, [null], true],
  ])('under %j fits %j: %j', (schema, value, fits) => {
    expect(validateArguments(lossless(schema), lossless(value)) === null).toBe(fits);
  });
});

describe('findSchemaFault', () => {
  it.each<[unknown, string | null]>([
    [
      { properties: { q: { pattern: '(' } } },
      '/properties/q/pattern is not a regular expression known here',
    ],
    [{ pattern: '\\p{L}' }, '/pattern is not a regular expression known here'],
    [{ pattern: '^[\\w-.]+$' }, null],
    [{ pattern: '\\\\p{2}' }, null],
    [{ properties: { a: 1 } }, '/properties/a must be an object or a boolean'],
    [{ required: true }, '/required must be an array of strings'],
    [
      { type: 'text' },
      '/type must name types: null, boolean, string, number, integer, array, object',
    ],
    [{ multipleOf: 0 }, '/multipleOf must be a number greater than zero'],
    [{ $ref: '#/$defs/x' }, '/$ref leads to no schema of this tool'],
    [{ $ref: 'https://example.com/s' }, '/$ref leads to no schema of this tool'],
    [{ $ref: '#' }, 'a $ref leads back to where it stands'],
    [
      { $ref: '#/x/a', x: { a: { anyOf: [true, { $ref: '#/x/a' }] } } },
      'a $ref leads back to where it stands',
    ],
    [
      { $ref: '#/x/a', x: { a: { minLength: -1 } } },
      '#/x/a/minLength must be a whole number, zero or more',
    ],
    [{ properties: { self: { $ref: '#' } } }, null],
    [{ exclusiveMinimum: true, minimum: 1 }, null],
  ])('judges %j', (schema, fault) => {
    expect(findSchemaFault(lossless(schema))).toBe(fault);
  });

  it('reads the exclusive bounds of draft 4', () => {
    const schema = lossless({ minimum: 1, exclusiveMinimum: true });
    expect(validateArguments(schema, parseJson('1'))).toBe('Arguments must be greater than 1');
    expect(validateArguments(schema, parseJson('2'))).toBeNull();
  });
});
