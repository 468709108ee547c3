import { describe, expect, it } from 'vitest';
import { argumentFault, argumentSchema } from './argument-fault.ts';

const schema = {
  type: 'object',
  properties: {
    city: { type: 'string' },
    days: { type: 'integer' },
    unit: { type: 'string', enum: ['c', 'f'] },
    tags: { type: 'array', items: { type: 'string' } },
    place: { type: ['object', 'null'], properties: { x: { type: 'number' } }, required: ['x'] },
  },
  required: ['city'],
};

describe('arguments checked by the schema of their tool', () => {
  it.each([
    ['{"city": "Oslo", "days": 3, "unit": "c", "tags": ["a"], "place": {"x": 1.5}}', undefined],
    ['{"city": "Oslo", "days": 3.0, "place": null, "other": 1}', undefined],
    ['{"city": "Oslo", "days": null}', undefined],
    ['{"days": 3}', 'city is missing'],
    ['{"city": 7}', 'city must be of type string'],
    ['{"city": "Oslo", "days": 2.5}', 'days must be of type integer'],
    ['{"city": "Oslo", "days": "3"}', 'days must be of type integer'],
    ['{"city": "Oslo", "unit": "k"}', 'unit is none of the choices'],
    ['{"city": "Oslo", "tags": ["a", 1]}', 'tags[1] must be of type string'],
    ['{"city": "Oslo", "place": {}}', 'x is missing'],
    ['{"city": "Oslo", "place": []}', 'place must be of type object or null'],
    ['["Oslo"]', 'the arguments must be of type object'],
  ])('%s', (args, fault) => {
    expect(argumentFault(args, schema)).toBe(fault);
  });

  it('may be forbidden where the schema closes the object', () => {
    const closed = { ...schema, additionalProperties: false };
    expect(argumentFault('{"city": "Oslo", "town": 1}', closed)).toBe('the arguments have no town');
  });

  it('pass if the schema has unknown parts', () => {
    for (const unknown of [
      {},
      { type: 'thing' },
      { properties: [] },
      { oneOf: [{ type: 'string' }] },
    ]) {
      expect(argumentFault('{"a": 1}', unknown)).toBe(undefined);
    }
  });
});

describe('the schema that a row gives', () => {
  it('is a list of parameters in old rows', () => {
    const parameters = [
      { name: 'city', type: 'str', required: true },
      { name: 'days', type: 'int', required: false },
    ];
    const old = argumentSchema({ name: 'forecast', parameters });
    expect(old).toEqual({
      type: 'object',
      properties: { city: { type: 'str' }, days: { type: 'int' } },
      required: ['city'],
    });
    expect(argumentFault('{"city": "Oslo", "days": "x"}', old ?? {})).toBe(
      'days must be of type integer',
    );
  });

  it('is absent where there is none', () => {
    expect(argumentSchema({ name: 'forecast' })).toBe(undefined);
  });
});
