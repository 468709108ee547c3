import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../protocol/any-text.fixture.ts';
import { canonicalJson } from './canonical.ts';
import { canonicalNumber, compareNumbers, isMultipleOf, isWhole } from './decimal.ts';
import { isEqualJson } from './equal.ts';
import { JSON_DEPTH_LIMIT, JsonSyntaxError, parseJson } from './parse.ts';
import { printJson } from './print.ts';

const jsonText = fc.json({ stringUnit: anyCharacter, maxDepth: 5 });

/** Decimals as people and programs write them, few enough digits for values to meet. */
const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.constantFrom('0', '1', '10', '12', '100', '12345678901234567890123'),
    fc.constantFrom('', '.0', '.5', '.50', '.000'),
    fc.constantFrom('', 'e0', 'E2', 'e+1', 'e-1', 'e-2', 'e400'),
  )
  .map((parts) => parts.join(''));

/** The value as a fraction of whole numbers over ten to the power of 500. */
function scaled(text: string): bigint {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(500 + Number(power) - fraction.length);
}

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

describe('numbers', () => {
  it('compare by value, exactly', () => {
    fc.assert(
      fc.property(numberText, numberText, (left, right) => {
        const difference = scaled(left) - scaled(right);
        expect(Math.sign(compareNumbers(left, right)) + 0).toBe(
          difference === 0n ? 0 : difference > 0n ? 1 : -1,
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('have one canonical text for one value, which denotes that value', () => {
    fc.assert(
      fc.property(numberText, numberText, (left, right) => {
        const same = scaled(left) === scaled(right);
        expect(canonicalNumber(left) === canonicalNumber(right)).toBe(same);
        expect(compareNumbers(canonicalNumber(left), left) + 0).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('have the canonical text of RFC 8785 where a double holds them', () => {
    const texts = ['1.0', '1e2', '-0', '1e21', '0.000001', '1e-7', '9007199254740992', '0.10'];
    expect(texts.map(canonicalNumber)).toEqual([
      '1',
      '100',
      '0',
      '1e+21',
      '0.000001',
      '1e-7',
      '9007199254740992',
      '0.1',
    ]);
  });

  it('know their fractions and multiples', () => {
    fc.assert(
      fc.property(numberText, fc.constantFrom('0.1', '0.5', '3', '1e2', '7e-2'), (text, step) => {
        expect(isWhole(text)).toBe(scaled(text) % 10n ** 500n === 0n);
        expect(isMultipleOf(text, step)).toBe(scaled(text) % scaled(step) === 0n);
      }),
      { numRuns: 1000 },
    );
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
