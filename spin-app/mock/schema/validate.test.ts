import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { findSchemaFault } from './check-schema.ts';
import { validateArguments } from './validate.ts';

const lossless = (value: unknown): Json => parseJson(JSON.stringify(value));

describe('validateArguments', () => {
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
