import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineInList } from './line-in-list.ts';

describe('lineInList', () => {
  it('finds each item of a list, and each of its members', () => {
    const item = fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 });
    fc.assert(
      fc.property(fc.array(item), (items) => {
        const text = JSON.stringify(items, null, 2);
        const lines = text.split('\n');
        for (const [index, members] of items.entries()) {
          const first = lineInList(text, index) ?? 0;
          expect(lines[first - 1]).toBe('  {');
          for (const name of Object.keys(members)) {
            const line = lineInList(text, index, name) ?? 0;
            expect(lines[line - 1]?.startsWith(`    ${JSON.stringify(name)}: `)).toBe(true);
            expect(lines.slice(first, line).includes('  {')).toBe(false);
          }
        }
      }),
    );
  });

  it('is undefined for an absent item or member', () => {
    expect([lineInList('[{}]', 1), lineInList('[{"a": {"b": 1}}]', 0, 'b')]).toEqual([
      undefined,
      undefined,
    ]);
    expect(lineInList('[\n1,\n\n"a"]', 1)).toBe(4);
  });
});
