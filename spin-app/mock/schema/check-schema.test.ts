import { describe, expect, it } from 'vitest';
import type { Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { findSchemaFault } from './check-schema.ts';
import { validateArguments } from './validate.ts';

const lossless = (value: unknown): Json => parseJson(JSON.stringify(value));

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
    [{ properties: { a: [] } }, '/properties/a must be an object or a boolean'],
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

  const COUNT = 'must be a whole number, zero or more';
  it.each<[string, readonly unknown[], readonly unknown[], string]>([
    ['enum', [[], [1]], [1, {}], 'must be an array'],
    ['minimum', [1, -1.5], ['1', true, null], 'must be a number'],
    ['maximum', [1], ['1', false], 'must be a number'],
    ['exclusiveMinimum', [1, true, false], ['1', null], 'must be a number'],
    ['exclusiveMaximum', [1, true, false], ['1', null], 'must be a number'],
    ['multipleOf', [0.1], [0, -1, '1'], 'must be a number greater than zero'],
    ['minLength', [0, 1], [-1, 1.5, '1'], COUNT],
    ['maxLength', [0, 1], [-1, 1.5, '1'], COUNT],
    ['minItems', [0, 1], [-1, 1.5, '1'], COUNT],
    ['maxItems', [0, 1], [-1, 1.5, '1'], COUNT],
    ['minProperties', [0, 1], [-1, 1.5, '1'], COUNT],
    ['maxProperties', [0, 1], [-1, 1.5, '1'], COUNT],
    ['minContains', [0, 1], [-1, 1.5, '1'], COUNT],
    ['maxContains', [0, 1], [-1, 1.5, '1'], COUNT],
    ['uniqueItems', [true, false], [1, 'true'], 'must be a boolean'],
    ['required', [[], ['a']], ['a', [1], ['a', 1]], 'must be an array of strings'],
    ['pattern', ['^a'], [1], 'must be a string'],
    ['patternProperties', [{ '^a': true }], [[], 'a'], 'must be an object'],
    [
      'patternProperties',
      [],
      [{ a: true, '(': true }],
      'has a name that is not a regular expression known here',
    ],
    ['properties', [{}, { a: true }], [[], 'a'], 'must be an object'],
    ['$defs', [{}, { a: true }], [[], 'a'], 'must be an object'],
    ['definitions', [{}, { a: true }], [[], 'a'], 'must be an object'],
    ['dependentSchemas', [{}, { a: true }], [[], 'a'], 'must be an object'],
    [
      'dependentRequired',
      [{}, { a: ['b'] }],
      [[], { a: [1] }, { a: ['b'], c: 'd' }],
      'must be an object of arrays of strings',
    ],
    ['dependencies', [{}, { a: ['b'], c: {} }], [[], 'a'], 'must be an object'],
    ['dependencies', [], [{ a: ['b', 1] }], 'must be an object of schemas or arrays of strings'],
    ['allOf', [[true]], [[], {}, true], 'must be an array with a schema at least'],
    ['anyOf', [[true]], [[], {}, true], 'must be an array with a schema at least'],
    ['oneOf', [[true]], [[], {}, true], 'must be an array with a schema at least'],
    ['prefixItems', [[true]], [[], {}, true], 'must be an array with a schema at least'],
    ['$ref', [], [1, null], 'must be a string'],
    ['$dynamicRef', [], [1, null], 'must be a string'],
    [
      'type',
      ['string', ['integer', 'null'], []],
      [1, 'any', 'constructor', ['string', 1], [['string']]],
      'must name types: null, boolean, string, number, integer, array, object',
    ],
  ])('takes for %s each of %j and none of %j: it %s', (keyword, fine, wrong, expected) => {
    const faultsOf = (operands: readonly unknown[]) =>
      operands.map((operand) => findSchemaFault(lossless({ [keyword]: operand })));
    expect(faultsOf(fine)).toEqual(fine.map(() => null));
    expect(faultsOf(wrong)).toEqual(wrong.map(() => `/${keyword} ${expected}`));
  });

  it('knows no keywords but those of JSON Schema', () => {
    expect(findSchemaFault(lossless({ constructor: 1, toString: 'x', title: 1 }))).toBeNull();
  });

  const single = ['additionalItems', 'additionalProperties', 'contains', 'items', 'propertyNames'];
  const unevaluated = ['unevaluatedItems', 'unevaluatedProperties'];
  const inPlace = ['not', 'if', 'then', 'else'];
  const maps = ['properties', 'patternProperties', '$defs', 'definitions'];
  const mapsInPlace = ['dependentSchemas', 'dependencies'];

  it.each([
    ...[...single, ...unevaluated, ...inPlace].map((name) => [name, (below: unknown) => below]),
    ...[...maps, ...mapsInPlace].map((name) => [`${name}/k`, (below: unknown) => ({ k: below })]),
    ...['prefixItems', 'items', 'allOf', 'anyOf', 'oneOf'].map((name) => [
      `${name}/1`,
      (below: unknown) => [true, below],
    ]),
  ] as [string, (below: unknown) => unknown][])('finds a fault at /%s', (place, around) => {
    const [keyword = ''] = place.split('/');
    const faultOf = (below: unknown) => findSchemaFault(lossless({ [keyword]: around(below) }));
    expect(faultOf(1)).toBe(`/${place} must be an object or a boolean`);
    expect(faultOf({ enum: 1 })).toBe(`/${place}/enum must be an array`);
    expect(faultOf({ enum: [] })).toBeNull();
  });

  it('names the root, and names with slashes and tildes as JSON Pointer writes them', () => {
    expect(findSchemaFault(lossless(1))).toBe('/ must be an object or a boolean');
    expect(findSchemaFault(true)).toBeNull();
    expect(findSchemaFault(lossless({ properties: { 'a/b~c': { enum: 1 } } }))).toBe(
      '/properties/a~1b~0c/enum must be an array',
    );
  });

  const CIRCLE = 'a $ref leads back to where it stands';
  const back = { $ref: '#' };
  it.each<[unknown, string | null]>([
    ...inPlace.map((name): [unknown, string] => [{ [name]: back }, CIRCLE]),
    ...['allOf', 'anyOf', 'oneOf'].map((name): [unknown, string] => [{ [name]: [back] }, CIRCLE]),
    ...mapsInPlace.map((name): [unknown, string] => [{ [name]: { a: back } }, CIRCLE]),
    ...[...single, ...unevaluated].map((name): [unknown, null] => [{ [name]: back }, null]),
    ...maps.map((name): [unknown, null] => [{ [name]: { a: back } }, null]),
    [{ prefixItems: [back] }, null],
    [{ $dynamicRef: '#' }, CIRCLE],
    [{ $defs: { a: { $ref: '#/$defs/b' }, b: { $ref: '#/$defs/a' } } }, CIRCLE],
    [{ allOf: [{ $ref: '#/$defs/a' }, { $ref: '#/$defs/a' }], $defs: { a: {} } }, null],
    [{ $ref: '#/x', x: true }, null],
    [{ $ref: '#/x', x: 1 }, '/$ref leads to no schema of this tool'],
    [{ $ref: '#/x/a', x: { a: { $ref: '#/x/b' }, b: { enum: 1 } } }, '#/x/b/enum must be an array'],
  ])('follows the references of %j: %j', (schema, fault) => {
    expect(findSchemaFault(lossless(schema))).toBe(fault);
  });

  it('reads the exclusive bounds of draft 4', () => {
    const schema = lossless({ minimum: 1, exclusiveMinimum: true });
    expect(validateArguments(schema, parseJson('1'))).toBe('Arguments must be greater than 1');
    expect(validateArguments(schema, parseJson('2'))).toBeNull();
  });
});
