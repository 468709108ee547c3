import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MemoryKeyValue } from './key-value.ts';
import { OverlayKeyValue } from './overlay-key-value.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const key = fc.constantFrom('a', 'b', 'c');
const operation = fc.oneof(
  fc.record({ key, value: fc.constantFrom('1', '2') }),
  fc.record({ key, value: fc.constant(null) }),
);

it('behaves like separate stores, and does not change the inner ones', () => {
  fc.assert(
    fc.property(fc.array(operation), fc.array(operation), (before, after) => {
      const apply = (stores: MemoryKeyValue | OverlayKeyValue, list: typeof before): void => {
        for (const { key: name, value } of list) {
          if (value === null) stores.delete('s', name);
          else stores.set('s', name, bytes(value));
        }
      };
      const shown = (stores: MemoryKeyValue | OverlayKeyValue) =>
        stores.keys('s').map((name) => [name, stores.get('s', name), stores.exists('s', name)]);
      const [inner, model] = [new MemoryKeyValue(), new MemoryKeyValue()];
      for (const stores of [inner, model]) apply(stores, before);
      const untouched = shown(inner);
      const overlay = new OverlayKeyValue(inner);
      for (const stores of [overlay, model]) apply(stores, after);
      expect(shown(overlay)).toEqual(shown(model));
      expect(shown(inner)).toEqual(untouched);
    }),
  );
});
