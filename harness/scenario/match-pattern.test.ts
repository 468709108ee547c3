import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { uniqueJsonText } from '../../properties/arbitraries/cassette-text.ts';
import { readPattern } from '../cassette/format/pattern-grammar.ts';
import type { Pattern } from '../cassette/pattern.ts';
import { yamlDocuments } from '../cassette/yaml/yaml-documents.ts';
import { isJsonObject, type JsonValue, parseJson, printJson } from '../json/json-text.ts';
import { patternMismatch } from './match-pattern.ts';

function patternOf(yaml: string): Pattern {
  const [node] = yamlDocuments(yaml, 'pattern.yaml');
  if (node === undefined) throw new Error('The test has no pattern.');
  return readPattern(node);
}

function mismatchOf(yaml: string, json: string) {
  return patternMismatch(patternOf(yaml), parseJson(json));
}

describe('patternMismatch', () => {
  const long = 'x'.repeat(500);
  const lead = 'x'.repeat(40);
  it.each([
    [
      'from shortly before two texts part',
      JSON.stringify(`${long}a`),
      JSON.stringify(`${long}b${long}`),
      {
        expected: `from character 461: "${lead}a"`,
        actual: `from character 461: "${lead}b${'x'.repeat(118)}…`,
      },
    ],
    [
      'also after escapes',
      JSON.stringify(`${'\u0001'.repeat(500)}a`),
      JSON.stringify(`${'\u0001'.repeat(500)}b`),
      {
        expected: `from character 488: "${'\\u0001'.repeat(13)}a"`,
        actual: `from character 488: "${'\\u0001'.repeat(13)}b"`,
      },
    ],
    [
      'also of a text that is the start of the other',
      long,
      JSON.stringify(`${long}b`),
      { expected: `from character 461: "${lead}"`, actual: `from character 461: "${lead}b"` },
    ],
    [
      'also of values that are not texts',
      `{$exactly: [${long}, 1]}`,
      JSON.stringify([long, 2]),
      {
        expected: `exactly from character 465: ${lead.slice(2)}",1]`,
        actual: `from character 465: ${lead.slice(2)}",2]`,
      },
    ],
  ])('shows long values %s', (_, yaml, json, shown) => {
    expect(mismatchOf(yaml, json)).toEqual({ path: '', ...shown });
  });

  it.each([
    ['1', '1.0'],
    ['a', '"a"'],
    ['~', 'null'],
    ['{}', '{"a":1}'],
    ['{a: 1}', '{"b":2,"a":1}'],
    ['{a: {b: [1, 2]}}', '{"a":{"b":[1,2],"c":3}}'],
    ['[]', '[]'],
    ['{$exactly: {a: 1, b: 2}}', '{"b":2,"a":1}'],
    ['{$exactly: {$absent: true}}', '{"$absent":true}'],
    ['{$matches: ^File}', '"File not found"'],
    ['{$contains: not}', '"File not found"'],
    ['{$contains: {a: 1}}', '[2,{"a":1,"b":1}]'],
    ['{$type: string}', '""'],
    ['{$type: number}', '1.5'],
    ['{$type: number}', '1e400'],
    ['{$type: integer}', '12345678901234567890'],
    ['{$type: boolean}', 'false'],
    ['{$type: "null"}', 'null'],
    ['{$type: object}', '{}'],
    ['{$type: array}', '[]'],
    ['{$json: {a: 1}}', '"{\\"a\\": 1, \\"b\\": 2}"'],
    ['{a: {$absent: true}}', '{"b":1}'],
  ])('finds that %s fits %s', (yaml, json) => {
    expect(mismatchOf(yaml, json)).toBeUndefined();
  });

  it.each([
    ['1', '2', { path: '', expected: '1', actual: '2' }],
    [
      '12345678901234567890',
      '12345678901234567891',
      { path: '', expected: '12345678901234567890', actual: '12345678901234567891' },
    ],
    ['{a: 1}', '[]', { path: '', expected: 'an object', actual: '[]' }],
    ['{a: 1}', '{"b":1}', { path: '.a', expected: '1', actual: 'absent' }],
    ['{a b: [1]}', '{"a b":[2]}', { path: '["a b"][0]', expected: '1', actual: '2' }],
    ['[1]', '[1,2]', { path: '', expected: 'a list of 1 item', actual: '[1,2]' }],
    ['[1]', '{}', { path: '', expected: 'a list of 1 item', actual: '{}' }],
    [
      '{$exactly: {a: 1}}',
      '{"a":1,"b":2}',
      { path: '', expected: 'exactly {"a":1}', actual: '{"a":1,"b":2}' },
    ],
    [
      '{$matches: ^a}',
      '"ba"',
      { path: '', expected: 'a string that matches /^a/u', actual: '"ba"' },
    ],
    ['{$matches: "1"}', '1', { path: '', expected: 'a string that matches /1/u', actual: '1' }],
    ['{$contains: a}', '"b"', { path: '', expected: 'a value that contains "a"', actual: '"b"' }],
    ['{$contains: 1}', '"1"', { path: '', expected: 'a value that contains 1', actual: '"1"' }],
    ['{$type: integer}', '1.0', { path: '', expected: 'a value of type integer', actual: '1.0' }],
    ['{$type: object}', '[]', { path: '', expected: 'a value of type object', actual: '[]' }],
    ['{$json: 1}', '"{"', { path: '', expected: 'a string that is JSON text', actual: '"{"' }],
    ['{a: {$json: {b: 1}}}', '{"a":"{}"}', { path: '.a:.b', expected: '1', actual: 'absent' }],
    ['{a: {$absent: true}}', '{"a":null}', { path: '.a', expected: 'absent', actual: 'null' }],
    ['{__proto__: {}}', '{}', { path: '.__proto__', expected: 'an object', actual: 'absent' }],
  ])('says where %s does not fit %s', (yaml, json, mismatch) => {
    expect(mismatchOf(yaml, json)).toEqual(mismatch);
  });

  it('lets every value fit itself, exactly and in part', () => {
    fc.assert(
      fc.property(uniqueJsonText, (json) => {
        const value = parseJson(json);
        expect(patternMismatch({ kind: 'exactly', json }, value)).toBeUndefined();
        expect(patternMismatch(partOf(value), value)).toBeUndefined();
      }),
    );
  });

  it('lets no other value fit one exactly', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        const [json, text] = [JSON.stringify(one), JSON.stringify(other)];
        fc.pre(sortedText(json) !== sortedText(text));
        expect(patternMismatch({ kind: 'exactly', json }, parseJson(text))).toBeDefined();
      }),
    );
  });
});

/** The pattern that names every member and item of a value. */
function partOf(value: JsonValue): Pattern {
  if (Array.isArray(value)) return { kind: 'array', items: value.map(partOf) };
  if (!isJsonObject(value)) return { kind: 'value', json: printJson(value) };
  const members = Object.entries(value).map(([key, part]): [string, Pattern] => [
    key,
    partOf(part),
  ]);
  return { kind: 'object', members: new Map(members) };
}

function sortedText(json: string): string {
  return JSON.stringify(JSON.parse(json), (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
