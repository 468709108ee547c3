import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.ts';
import { pythonJson, sentJson } from './python-json.ts';

describe("Python's json.dumps", () => {
  // The output of CPython 3.11 for the same values.
  it.each([
    ['{"b":[1,2],"a":{}}', '{"b": [1, 2], "a": {}}'],
    ['"Auth — naïve"', '"Auth \\u2014 na\\u00efve"'],
    ['"\u007f 😀"', '"\\u007f \\ud83d\\ude00"'],
    ['"\\u000c\\/\\n"', '"\\f/\\n"'],
    ['{"2":1,"1":2}', '{"2": 1, "1": 2}'],
    ['[1.0,1e2,1e22,1e16,1e15]', '[1.0, 100.0, 1e+22, 1e+16, 1000000000000000.0]'],
    ['[1.5e-7,0.0001,0.00001,5e-324]', '[1.5e-07, 0.0001, 1e-05, 5e-324]'],
    ['[123456.789,-0.0,-0,1e400]', '[123456.789, -0.0, 0, Infinity]'],
    [
      '[12345678901234567890123,12345678901234567.0]',
      '[12345678901234567890123, 1.2345678901234568e+16]',
    ],
    ['[true,false,null]', '[true, false, null]'],
  ])('prints %s', (text, printed) => {
    expect(pythonJson(text)).toBe(printed);
  });

  it('sends Unicode as it is, without white space', () => {
    expect(sentJson('{ "a" : [ "\\u2014" , 1e2 ] }')).toBe('{"a":["—",100.0]}');
  });
});

describe('canonical JSON', () => {
  it.each([
    ['{"b": 1, "a": 2}', '{"a":2.0,"b":1e0}'],
    ['[100, 1e22]', '[1e2,10000000000000000000000.0]'],
    ['"\\u2014"', '"—"'],
    ['-0', '0.0'],
  ])('is one for %s and %s', (one, other) => {
    expect(canonicalJson(one)).toBe(canonicalJson(other));
  });

  it.each([
    ['[1,2]', '[2,1]'],
    ['"1"', '1'],
    ['12345678901234567890', '12345678901234567891'],
    ['{}', '[]'],
  ])('is two for %s and %s', (one, other) => {
    expect(canonicalJson(one)).not.toBe(canonicalJson(other));
  });

  it('is undefined for text that is not JSON', () => {
    expect(canonicalJson('File not found: a')).toBeUndefined();
  });
});
