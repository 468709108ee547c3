import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../protocol/any-text.fixture.ts';
import { canonicalJson } from './canonical.ts';
import { isEqualJson } from './equal.ts';
import { jsonTypeName } from './json.ts';
import { JSON_DEPTH_LIMIT, JsonSyntaxError, parseJson } from './parse.ts';
import { printJson } from './print.ts';

const jsonText = fc.json({ stringUnit: anyCharacter, maxDepth: 5 });

describe('parseJson', () => {
  it('reads every text that JSON.parse reads, to the same value', () => {
    fc.assert(
      fc.property(jsonText, (text) => {
        expect(JSON.parse(printJson(parseJson(text)))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('refuses exactly what JSON.parse refuses', () => {
    const damaged = fc
      .tuple(jsonText, fc.nat(), fc.constantFrom('', ',', '"', '\\', '0', '-', '.', '{', '\n', 'e'))
      .map(([text, at, insert]) => {
        const place = at % (text.length + 1);
        return text.slice(0, place) + insert + text.slice(place + (insert === '' ? 1 : 0));
      });
    fc.assert(
      fc.property(damaged, (text) => {
        const throws = (parse: () => unknown) => {
          try {
            parse();
            return false;
          } catch {
            return true;
          }
        };
        expect(throws(() => parseJson(text))).toBe(throws(() => JSON.parse(text)));
      }),
      { numRuns: 1000 },
    );
  });

  it('keeps numbers, the order of keys and __proto__ as they are written', () => {
    const text = '{"b":1.0,"10":12345678901234567890123,"2":-0,"__proto__":1E2,"é":"\\ud800"}';
    expect(printJson(parseJson(text))).toBe(text);
  });

  it('takes the last value of a repeated key', () => {
    expect(printJson(parseJson('{"a":1,"b":2,"a":3}'))).toBe('{"a":3,"b":2}');
  });

  it.each([
    ['[1,]', 'is not valid JSON (at character 4)'],
    ['{"a":1', 'is not valid JSON (at its end)'],
    ['"a', 'is not valid JSON (at character 1)'],
    ['[01]', 'is not valid JSON (at character 3)'],
    ['', 'is not valid JSON (at its end)'],
    [' ', 'is not valid JSON (at its end)'],
    ['[', 'is not valid JSON (at its end)'],
    ['{', 'is not valid JSON (at its end)'],
    ['{a:1}', 'is not valid JSON (at character 2)'],
    ['{"a" 1}', 'is not valid JSON (at character 6)'],
    ['{"a":1,}', 'is not valid JSON (at character 8)'],
    ['{"a":1 "b":2}', 'is not valid JSON (at character 8)'],
    ['[1 2]', 'is not valid JSON (at character 4)'],
    ['[1\n\t\r }', 'is not valid JSON (at character 7)'],
    ['1 2', 'is not valid JSON (at character 3)'],
    ['tru', 'is not valid JSON (at character 1)'],
    ['[flase]', 'is not valid JSON (at character 2)'],
    ['[nul]', 'is not valid JSON (at character 2)'],
    ['[1.]', 'is not valid JSON (at character 3)'],
    ['[-]', 'is not valid JSON (at character 2)'],
    ['["a\\"]', 'is not valid JSON (at character 2)'],
    ['["\\x"]', 'is not valid JSON (at character 2)'],
    ['["a\u0001"]', 'is not valid JSON (at character 2)'],
    ['[\u00a01]', 'is not valid JSON (at character 2)'],
    ['{"a":'.repeat(1_000), `nests deeper than ${JSON_DEPTH_LIMIT} levels`],
    ['['.repeat(1_000_000), `nests deeper than ${JSON_DEPTH_LIMIT} levels`],
  ])('says what is wrong with text %#', (text, message) => {
    expect(() => parseJson(text)).toThrow(new JsonSyntaxError(message));
  });

  it('reads the deepest level that it allows', () => {
    const text = '['.repeat(JSON_DEPTH_LIMIT) + ']'.repeat(JSON_DEPTH_LIMIT);
    expect(printJson(parseJson(text))).toBe(text);
  });
});

describe('jsonTypeName', () => {
  it.each([
    ['null', 'null'],
    ['[]', 'an array'],
    ['{}', 'an object'],
    ['1', 'a number'],
    ['"a"', 'a string'],
    ['false', 'a boolean'],
  ])('calls %s %s', (text, name) => {
    expect(jsonTypeName(parseJson(text))).toBe(name);
  });
});

describe('isEqualJson', () => {
  it.each([
    ['1', '1.0', true],
    ['1', '"1"', false],
    ['1', '2', false],
    ['null', 'null', true],
    ['null', 'false', false],
    ['[1,2]', '[1.0,2]', true],
    ['[1,2]', '[1]', false],
    ['[1]', '[1,2]', false],
    ['[1,2]', '[2,1]', false],
    ['[]', '{}', false],
    ['{}', '[]', false],
    ['{"a":1,"b":2}', '{"b":2,"a":1}', true],
    ['{"a":1}', '{"a":1,"b":2}', false],
    ['{"a":1}', '{"b":1}', false],
    ['{"a":null}', '{"b":null}', false],
    ['{"a":1}', '{"a":2}', false],
  ])('finds of %s and %s: %j', (left, right, equal) => {
    expect(isEqualJson(parseJson(left), parseJson(right))).toBe(equal);
  });

  it('tells what is absent from null', () => {
    expect(isEqualJson(null, undefined)).toBe(false);
    expect(isEqualJson(parseJson('1'), undefined)).toBe(false);
    expect(isEqualJson([], undefined)).toBe(false);
    expect(isEqualJson(new Map(), undefined)).toBe(false);
  });
});

describe('canonicalJson', () => {
  it('is the same exactly for equal values', () => {
    const small = fc.letrec<{ value: string }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 2, withCrossShrink: true },
        fc.constantFrom('1', '1.0', '"1"', 'null', 'true', '"a"', '10e-1'),
        fc.array(tie('value'), { maxLength: 2 }).map((items) => `[${items.join(',')}]`),
        fc
          .uniqueArray(fc.tuple(fc.constantFrom('a', 'b'), tie('value')), {
            selector: ([key]) => key,
          })
          .map((all) => `{${all.map(([key, value]) => `"${key}":${value}`).join(',')}}`),
      ),
    })).value;
    fc.assert(
      fc.property(small, small, (left, right) => {
        const a = parseJson(left);
        const b = parseJson(right);
        expect(canonicalJson(a) === canonicalJson(b)).toBe(isEqualJson(a, b));
      }),
      { numRuns: 2000 },
    );
  });

  it('sorts the members of objects by UTF-16 code units', () => {
    const value = parseJson('{"\\ufb33":1,"\\ud83d\\ude02":2,"b":{"z":[3.0,"x"],"a":null}}');
    expect(canonicalJson(value)).toBe('{"b":{"a":null,"z":[3,"x"]},"😂":2,"\ufb33":1}');
  });
});
