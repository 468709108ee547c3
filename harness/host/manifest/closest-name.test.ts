import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closestName, editDistance } from './closest-name.ts';

describe('closestName', () => {
  it.each([
    ['key_value_store', 'key_value_stores'],
    ['varaibles', 'variables'],
    ['sorce', 'source'],
    ['completely_else', undefined],
  ])('takes %s for %s', (name, meant) => {
    expect(closestName(name, ['source', 'variables', 'key_value_stores'])).toBe(meant);
  });
});

describe('editDistance', () => {
  it('is a distance: nothing to itself, the same both ways, never longer than a detour', () => {
    const text = fc.string({ maxLength: 6, unit: fc.constantFrom('a', 'b', 'c') });
    fc.assert(
      fc.property(text, text, text, (a, b, c) => {
        expect(editDistance(a, a)).toBe(0);
        expect(editDistance(a, b)).toBe(editDistance(b, a));
        expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
      }),
    );
  });
});
