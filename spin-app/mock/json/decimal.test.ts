import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalNumber, compareNumbers, isMultipleOf, isWhole } from './decimal.ts';

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

describe('numbers', () => {
  it.each([
    ['0', '0', 0],
    ['-0', '0.0', 0],
    ['0e5', '-0', 0],
    ['1', '-1', 1],
    ['-1', '0e1', -1],
    ['0e1', '1e-9', -1],
    ['1e400', '1e399', 1],
    ['-1e400', '-1e399', -1],
    ['1e400', '-1e401', 1],
    ['123456789012345678', '123456789012345679', -1],
    ['-123456789012345678', '-123456789012345679', 1],
    ['0.1234567890123456789', '0.123456789012345678', 1],
    ['100000000000000000000', '1e20', 0],
    ['9.99e2', '1e3', -1],
    ['1E+2', '100', 0],
    ['10e-1', '1', 0],
    ['0.0010e0', '1e-3', 0],
    ['1e999999999999999999999', '1e999999999999999999998', 1],
  ])('%s and %s differ by the sign %i', (left, right, sign) => {
    expect(Math.sign(compareNumbers(left, right)) + 0).toBe(sign);
    expect(Math.sign(compareNumbers(right, left)) + 0).toBe(0 - sign);
  });

  it.each([
    ['12345678901234567890123', '12345678901234567890123e0'],
    ['-1234567890123456789012300', '-12345678901234567890123e2'],
    ['0.12345678901234567890123', '12345678901234567890123e-23'],
    ['1e400', '1e400'],
    ['-10E399', '-1e400'],
    ['1e-400', '1e-400'],
    ['0e999', '0'],
    ['-0.0', '0'],
    ['9007199254740993', '9007199254740993e0'],
    ['1.50', '1.5'],
    ['-2.0e3', '-2000'],
  ])('have the canonical text of %s: %s', (text, canonical) => {
    expect(canonicalNumber(text)).toBe(canonical);
  });

  it.each([
    ['1.0', true],
    ['1.5', false],
    ['-3', true],
    ['15e-1', false],
    ['150e-1', true],
    ['1e400', true],
    ['1e-400', false],
    ['0e-400', true],
    ['1234567890123456.5', false],
    ['1234567890123456.0', true],
  ])('are whole or not: %s, %j', (text, whole) => {
    expect(isWhole(text)).toBe(whole);
  });

  it.each([
    ['0', '7', true],
    ['0', '1e2', true],
    ['0.3', '0.1', true],
    ['0.35', '0.1', false],
    ['6', '4', false],
    ['-8', '4', true],
    ['1e400', '3', false],
    ['3e400', '3', true],
    ['1e400', '1e399', true],
    ['1', '1e400', false],
    ['25', '1e1', false],
    ['250', '1e1', true],
    ['250', '1e3', false],
    ['7e3', '21', false],
    ['21e3', '7', true],
    ['1e1', '4', false],
    ['1e2', '4', true],
    ['1e2', '8', false],
  ])('%s is a multiple of %s: %j', (text, step, multiple) => {
    expect(isMultipleOf(text, step)).toBe(multiple);
  });

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
