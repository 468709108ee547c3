import fc from 'fast-check';
import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { exactJson, isJsonObject, JSON_DEPTH_LIMIT, printJson } from './json-text.ts';

const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

describe('exactJson', () => {
  it('keeps the spelling of numbers that JavaScript would change', () => {
    const text = '[1.0,12345678901234567890,1e400,-0,1E2,0.1,7]';
    expect(exactJson(text)).toEqual([
      new LosslessNumber('1.0'),
      new LosslessNumber('12345678901234567890'),
      new LosslessNumber('1e400'),
      new LosslessNumber('-0'),
      new LosslessNumber('1E2'),
      0.1,
      7,
    ]);
  });

  it.each([
    ['white space', '{"a": 1}'],
    ['a needless escape', '"\\u0041"'],
    ['a repeated key', '{"a":1,"a":1}'],
    ['a key that JavaScript moves to the front', '{"b":1,"1":2}'],
    ['a lone surrogate', '"\\ud800"'],
    ['a level too many', nested(JSON_DEPTH_LIMIT + 1)],
    ['a depth that would overflow the stack', nested(1_000_000)],
    ['no JSON', 'yes'],
    ['a byte order mark', '\uFEFF{}'],
  ])('refuses %s', (_, text) => {
    expect(exactJson(text)).toBeUndefined();
  });

  it('holds __proto__ and the deepest allowed level', () => {
    const text = `{"a":1.0,"__proto__":${nested(JSON_DEPTH_LIMIT - 1)}}`;
    expect(printJson(exactJson(text) ?? null)).toBe(text);
  });

  it('prints back whatever it accepts, and accepts what JSON.stringify prints', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary', maxDepth: 6 }), (text) => {
        const value = exactJson(text);
        const compact = JSON.stringify(JSON.parse(text));
        if (value === undefined) expect(text === compact && !text.includes('\\ud')).toBe(false);
        else expect(printJson(value)).toBe(text);
      }),
    );
  });
});

describe('isJsonObject', () => {
  it('distinguishes objects from everything else', () => {
    const values = [{}, [], null, 'a', 1, true, new LosslessNumber('1.0')];
    expect(values.map(isJsonObject)).toEqual([true, false, false, false, false, false, false]);
  });
});
