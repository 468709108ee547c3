import { describe, expect, it } from 'vitest';
import { parseJson } from '../json/parse.ts';
import { validateArguments } from './validate.ts';

/** What is said of a value under a schema, both as JSON text. */
const judge = (schema: string, value: string) =>
  validateArguments(parseJson(schema), parseJson(value));

const VALUES = ['null', 'true', '"a"', '1.5', '1', '1.0', '1e2', '[]', '{}'];

describe('the keywords that look at a value itself', () => {
  it.each([
    ['null', ['null']],
    ['boolean', ['true']],
    ['string', ['"a"']],
    ['number', ['1.5', '1', '1.0', '1e2']],
    ['integer', ['1', '1.0', '1e2']],
    ['array', ['[]']],
    ['object', ['{}']],
  ])('type %s takes exactly %j', (type, fitting) => {
    const message = `Arguments must be of type ${type}`;
    expect(VALUES.map((value) => judge(`{"type":"${type}"}`, value))).toEqual(
      VALUES.map((value) => (fitting.includes(value) ? null : message)),
    );
  });

  it.each<[string, string, string | null]>([
    ['{"type":["integer","null"]}', 'null', null],
    ['{"const":{"a":1}}', '{"a":1.0}', null],
    ['{"const":{"a":1}}', '{"a":"1"}', 'must be {"a":1}'],
    ['{"enum":[1,"b"]}', '1.0', null],
    ['{"enum":[1,"b"]}', '"1"', 'must be one of 1, "b"'],
    ['{"minimum":1}', '1', null],
    ['{"minimum":1}', '0.9', 'must be at least 1'],
    ['{"maximum":1}', '1', null],
    ['{"maximum":1}', '1.1', 'must be at most 1'],
    ['{"exclusiveMinimum":1}', '1.1', null],
    ['{"exclusiveMinimum":1}', '1', 'must be greater than 1'],
    ['{"exclusiveMaximum":1}', '0.9', null],
    ['{"exclusiveMaximum":1}', '1', 'must be less than 1'],
    ['{"maximum":1,"exclusiveMaximum":true}', '0.9', null],
    ['{"maximum":1,"exclusiveMaximum":true}', '1', 'must be less than 1'],
    ['{"maximum":1,"exclusiveMaximum":false}', '1', null],
    ['{"minimum":1,"exclusiveMinimum":false}', '1', null],
    ['{"multipleOf":2}', '4', null],
    ['{"multipleOf":2}', '3', 'must be a multiple of 2'],
    ['{"minLength":1}', '""', 'must have at least 1 character'],
    ['{"minLength":2}', '"ab"', null],
    ['{"minLength":2}', '"\\ud83d\\ude02"', 'must have at least 2 characters'],
    ['{"maxLength":1}', '"\\ud83d\\ude02"', null],
    ['{"maxLength":1}', '"\\ude02\\ud83d"', 'must have at most 1 character'],
    ['{"maxLength":0}', '"a"', 'must have at most 0 characters'],
    ['{"minItems":1}', '[0]', null],
    ['{"minItems":2}', '[0]', 'must have at least 2 items'],
    ['{"maxItems":1}', '[0]', null],
    ['{"maxItems":1}', '[0,0]', 'must have at most 1 item'],
    ['{"minProperties":1}', '{"a":0}', null],
    ['{"minProperties":1}', '{}', 'must have at least 1 member'],
    ['{"maxProperties":2}', '{"a":0,"b":0}', null],
    ['{"maxProperties":0}', '{"a":0}', 'must have at most 0 members'],
    ['{"pattern":"^.$"}', '"\\ud83d\\ude02"', null],
    ['{"pattern":"b"}', '"abc"', null],
    ['{"pattern":"^b"}', '"abc"', 'must match the pattern ^b'],
  ])('%s judges %s', (schema, value, words) => {
    expect(judge(schema, value)).toBe(words && `Arguments ${words}`);
  });

  it.each([
    ['{"minimum":9,"maximum":0,"exclusiveMinimum":9,"exclusiveMaximum":0,"multipleOf":7}', '"a"'],
    ['{"minLength":9,"maxLength":0,"pattern":"^x"}', '5'],
    ['{"minLength":9,"pattern":"^x"}', '[]'],
    ['{"minItems":9,"uniqueItems":true,"contains":false,"items":false}', '{}'],
    ['{"prefixItems":[false],"additionalItems":false,"unevaluatedItems":false}', '"abc"'],
    ['{"items":false}', '{"a":1}'],
    ['{"items":false}', '"abc"'],
    ['{"minProperties":9,"required":["a"],"propertyNames":false}', '[[]]'],
    ['{"additionalProperties":false,"unevaluatedProperties":false}', '"abc"'],
    [
      '{"properties":{"0":false},"additionalProperties":false,"unevaluatedProperties":false}',
      '[1]',
    ],
    ['{"patternProperties":{"0":false},"dependentRequired":{"0":["a"]}}', '[1]'],
    ['{"dependentSchemas":{"0":false},"dependencies":{"0":["a"]}}', '"abc"'],
  ])('%s has nothing against %s, which is of another type', (schema, value) => {
    expect(judge(schema, value)).toBeNull();
  });
});

describe('the keywords that look at items', () => {
  it.each<[string, string, string | null]>([
    ['{"uniqueItems":true}', '[1,"1",[1],{"a":1}]', null],
    [
      '{"uniqueItems":true}',
      '[{"a":1,"b":2},{"b":2,"a":1.0}]',
      'Arguments must not repeat an item',
    ],
    ['{"uniqueItems":false}', '[1,1]', null],
    ['{"prefixItems":[true,{"type":"string"}]}', '[1]', null],
    ['{"prefixItems":[true,{"type":"null"}]}', '[1,2]', 'Argument [1] must be of type null'],
    ['{"prefixItems":[true],"items":{"type":"null"}}', '[1,null]', null],
    [
      '{"prefixItems":[true],"items":{"type":"null"}}',
      '[1,2]',
      'Argument [1] must be of type null',
    ],
    ['{"items":{"type":"null"}}', '[1]', 'Argument [0] must be of type null'],
    ['{"items":[true,{"type":"null"}]}', '[1,2]', 'Argument [1] must be of type null'],
    [
      '{"items":[true],"additionalItems":{"type":"null"}}',
      '[1,null,2]',
      'Argument [2] must be of type null',
    ],
    ['{"items":true,"additionalItems":false}', '[1]', null],
    ['{"additionalItems":false}', '[1]', null],
    [
      '{"contains":{"const":1},"minContains":2}',
      '[1]',
      'Arguments must contain at least 2 fitting items',
    ],
    [
      '{"contains":{"const":1},"maxContains":1}',
      '[1,1]',
      'Arguments must contain at most 1 fitting items',
    ],
    ['{"unevaluatedItems":{"type":"null"}}', '[null,1]', 'Argument [1] must be of type null'],
    ['{"items":[true],"unevaluatedItems":false}', '[1]', null],
    ['{"items":[true],"additionalItems":true,"unevaluatedItems":false}', '[1,2]', null],
    ['{"allOf":[{"unevaluatedItems":true}],"unevaluatedItems":false}', '[1]', null],
    ['{"allOf":[{"items":true}],"unevaluatedItems":false}', '[1]', null],
    [
      '{"not":{"not":{"items":true}},"unevaluatedItems":false}',
      '[1]',
      'Argument [0] is not allowed',
    ],
  ])('%s judges %s', (schema, value, message) => {
    expect(judge(schema, value)).toBe(message);
  });
});

describe('the keywords that look at members', () => {
  it.each<[string, string, string | null]>([
    ['{"propertyNames":{"maxLength":1}}', '{"a":1}', null],
    ['{"propertyNames":{"maxLength":1}}', '{"ab":1}', 'Argument ab must have at most 1 character'],
    [
      '{"patternProperties":{"^a":{"type":"null"}}}',
      '{"b":1,"ab":1}',
      'Argument ab must be of type null',
    ],
    [
      '{"patternProperties":{"^a":true},"additionalProperties":false}',
      '{"ab":1,"b":1}',
      'Unknown argument: b',
    ],
    [
      '{"properties":{"a":true},"additionalProperties":{"type":"null"}}',
      '{"a":1,"b":1}',
      'Argument b must be of type null',
    ],
    [
      '{"properties":{"o":{"additionalProperties":false}}}',
      '{"o":{"x":1}}',
      'Unknown argument: o.x',
    ],
    [
      '{"properties":{"o":{"unevaluatedProperties":false}}}',
      '{"o":{"x":1}}',
      'Unknown argument: o.x',
    ],
    ['{"unevaluatedProperties":{"type":"null"}}', '{"x":1}', 'Argument x must be of type null'],
    ['{"properties":{"a":false}}', '{"a":1}', 'Argument a is not allowed'],
    ['{"properties":{"a":false}}', '{"b":1}', null],
    ['{"required":["a","b"]}', '{"a":null}', 'Missing required argument: b'],
    ['{"dependentRequired":{"a":["b"]}}', '{"a":1}', 'Missing required argument: b'],
    ['{"dependentRequired":{"a":["b"]}}', '{"c":1}', null],
    ['{"dependentSchemas":{"a":{"required":["b"]}}}', '{"a":1}', 'Missing required argument: b'],
    ['{"dependentSchemas":{"a":{"required":["b"]}}}', '{"c":1}', null],
    ['{"dependencies":{"a":["b"]}}', '{"a":1}', 'Missing required argument: b'],
    ['{"dependencies":{"a":{"required":["b"]}}}', '{"a":1}', 'Missing required argument: b'],
    ['{"dependencies":{"a":["b"],"c":false}}', '{"b":1}', null],
    [
      '{"allOf":[{"dependencies":{"a":{"properties":{"a":true}}}}],"unevaluatedProperties":false}',
      '{"a":1}',
      null,
    ],
    [
      '{"properties":{"l":{"items":{"items":{"properties":{"m":{"type":"null"}}}}}}}',
      '{"l":[[{"m":1}]]}',
      'Argument l[0][0].m must be of type null',
    ],
  ])('%s judges %s', (schema, value, message) => {
    expect(judge(schema, value)).toBe(message);
  });
});

describe('the keywords that combine schemas', () => {
  const halves = '[{"required":["a"]},{"required":["b"]}]';
  it.each<[string, string, string | null]>([
    ['true', '{}', null],
    ['false', '{}', 'Arguments is not allowed'],
    [`{"allOf":${halves}}`, '{"a":1,"b":1}', null],
    [`{"allOf":${halves}}`, '{"a":1}', 'Missing required argument: b'],
    [`{"anyOf":${halves}}`, '{"b":1}', null],
    [`{"oneOf":${halves}}`, '{"b":1}', null],
    [
      `{"oneOf":${halves}}`,
      '{"a":1,"b":1}',
      'Arguments must fit exactly one of 2 alternatives, not 2',
    ],
    [
      `{"oneOf":${halves}}`,
      '{}',
      'Arguments must fit one of 2 alternatives (the first says: Missing required argument: a)',
    ],
    ['{"not":{"required":["a"]}}', '{}', null],
    ['{"not":{"required":["a"]}}', '{"a":1}', 'Arguments must not fit the schema under "not"'],
    ['{"if":{"required":["a"]},"then":{"required":["b"]}}', '{}', null],
    [
      '{"if":{"required":["a"]},"then":{"required":["b"]}}',
      '{"a":1}',
      'Missing required argument: b',
    ],
    ['{"if":{"required":["a"]},"else":{"required":["b"]}}', '{"a":1}', null],
    ['{"if":{"required":["a"]},"else":{"required":["b"]}}', '{}', 'Missing required argument: b'],
    ['{"then":false,"else":false}', '{}', null],
    ['{"$dynamicRef":"#n","$defs":{"n":{"$dynamicAnchor":"n","type":"null"}}}', 'null', null],
    [
      '{"$dynamicRef":"#n","$defs":{"n":{"$dynamicAnchor":"n","type":"null"}}}',
      '1',
      'Arguments must be of type null',
    ],
  ])('%s judges %s', (schema, value, message) => {
    expect(judge(schema, value)).toBe(message);
  });
});
