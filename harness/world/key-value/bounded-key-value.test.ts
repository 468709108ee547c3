import fc from 'fast-check';
import { expect, it } from 'vitest';
import { BoundedKeyValue } from './bounded-key-value.ts';
import { entryBytes, MemoryKeyValue } from './key-value.ts';

const step = fc.record({
  store: fc.constantFrom('a', 'b'),
  key: fc.constantFrom('', 'k', 'key\u{1F600}'),
  /** Undefined: the key is deleted. */
  length: fc.option(fc.nat({ max: 400 }), { nil: undefined }),
});

it('counts its contents exactly, never exceeds the bound, and refuses no write that fits', () => {
  const law = fc.property(
    fc.array(step, { maxLength: 30 }),
    fc.nat({ max: 1500 }),
    (steps, max) => {
      const inner = new MemoryKeyValue();
      const bounded = new BoundedKeyValue(inner, { maxBytes: max, bytes: () => inner.bytes });
      const held = (): number =>
        ['a', 'b']
          .flatMap((store) =>
            inner.keys(store).map((key) => entryBytes(key, inner.get(store, key))),
          )
          .reduce((sum, bytes) => sum + bytes, 0);
      let refused = false;
      for (const { store, key, length } of steps) {
        const before = held();
        const old = entryBytes(key, inner.get(store, key));
        if (length === undefined) {
          bounded.delete(store, key);
          continue;
        }
        const value = new Uint8Array(length);
        const after = before - old + entryBytes(key, value);
        const isRefused = after > before && after > max;
        if (isRefused) expect(() => bounded.set(store, key, value)).toThrow(`the ${max} bytes`);
        else bounded.set(store, key, value);
        refused ||= isRefused;
        expect([held(), inner.bytes]).toEqual(isRefused ? [before, before] : [after, after]);
      }
      expect([bounded.refused, inner.bytes]).toEqual([refused, held()]);
    },
  );
  fc.assert(law, { numRuns: 300 });
});
