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
