import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shallowJson, tooDeepAt } from './json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('the depth of a JSON text', () => {
  it('is that of its value, whatever brackets and quotes are in its strings', () => {
    const key = fc.string({ unit: fc.constantFrom('[', '{', '}', ']', '"', '\\', 'a') });
    const value = fc
      .jsonValue({ maxDepth: 4, depthSize: 'large' })
      .chain((inner) => key.map((name) => ({ [name]: [inner, name] })));
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 8 }), (written, limit) => {
        const text = JSON.stringify(written);
        expect(tooDeepAt(text, limit) !== undefined).toBe(depthOf(written) > limit);
      }),
    );
  });

  it('is too great where its first bracket beyond the limit is', () => {
    expect(tooDeepAt('[1, [2, {"a": [3]}]]', 2)).toBe(8);
    expect(tooDeepAt('{"a": "[[["}', 1)).toBe(undefined);
  });

  it('takes texts that are not JSON, and millions of levels', () => {
    expect(tooDeepAt(']]]]"\\', 0)).toBe(undefined);
    expect(tooDeepAt('"\\"[[', 0)).toBe(undefined);
    expect(tooDeepAt('['.repeat(1_000_000))).toBe(500);
    expect(shallowJson(`${'['.repeat(501)}${']'.repeat(501)}`)).toBe(undefined);
    expect(shallowJson('[1')).toBe(undefined);
    expect(shallowJson('[1]')).toEqual({ value: [1] });
  });
});
