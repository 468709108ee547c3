import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyValue, MemoryKeyValue } from './key-value.ts';
import { PartialKeyValue } from './partial-key-value.ts';

const bytes = new Uint8Array([1]);

function part() {
  return new PartialKeyValue({
    values: new Map([['a', new Map([['held', bytes]])]]),
    lists: new Map([['b', ['listed']]]),
  });
}

const key = fc.constantFrom('x', 'y', 'z');
const store = fc.constantFrom('a', 'b');
const operation = fc.oneof(
  fc.record({ do: fc.constant('get' as const), store, key }),
  fc.record({ do: fc.constant('keys' as const), store, key }),
  fc.record({ do: fc.constant('set' as const), store, key }),
  fc.record({ do: fc.constant('delete' as const), store, key }),
);

function done(stores: KeyValue, each: { do: string; store: string; key: string }) {
  if (each.do === 'set') return stores.set(each.store, each.key, bytes);
  if (each.do === 'delete') return stores.delete(each.store, each.key);
  if (each.do === 'keys') return stores.keys(each.store);
  return [stores.get(each.store, each.key), stores.exists(each.store, each.key)];
}

describe('stores of which a part is known', () => {
  it('answer as whole ones wherever they lack nothing', () => {
    const start = fc.array(fc.record({ store, key, isKnown: fc.boolean() }), { maxLength: 6 });
    const lists = fc.record({ a: fc.boolean(), b: fc.boolean() });
    fc.assert(
      fc.property(start, lists, fc.array(operation), (entries, listed, operations) => {
        const whole = new MemoryKeyValue();
        const values = new Map<string, Map<string, Uint8Array | null>>();
        for (const each of entries) {
          whole.set(each.store, each.key, bytes);
          if (!each.isKnown) continue;
          values.set(each.store, new Map([...(values.get(each.store) ?? []), [each.key, bytes]]));
        }
        const known = (['a', 'b'] as const).filter((name) => listed[name]);
        const partial = new PartialKeyValue({
          values,
          lists: new Map(known.map((name) => [name, whole.keys(name)])),
        });
        for (const each of operations) {
          const [answer, expected] = [done(partial, each), done(whole, each)];
          if (partial.isLacking) return;
          expect(answer).toEqual(expected);
        }
      }),
    );
  });

  it.each([
    ['the value of a key that nobody named', (stores: KeyValue) => stores.get('a', 'other')],
    ['the value of a key that is only listed', (stores: KeyValue) => stores.exists('b', 'listed')],
    ['the keys of a store without a list', (stores: KeyValue) => stores.keys('a')],
  ])('lack %s', (_, ask) => {
    const stores = part();
    ask(stores);
    expect(stores.isLacking).toBe(true);
  });

  it.each([
    ['a value that is known', (stores: KeyValue) => stores.get('a', 'held')],
    ['a key that a list does not have', (stores: KeyValue) => stores.get('b', 'other')],
    ['a list', (stores: KeyValue) => stores.keys('b')],
    [
      'what was written since',
      (stores: KeyValue) => {
        stores.set('a', 'new', bytes);
        stores.get('a', 'new');
        stores.delete('a', 'held');
        stores.get('a', 'held');
      },
    ],
  ])('do not lack %s', (_, ask) => {
    const stores = part();
    ask(stores);
    expect(stores.isLacking).toBe(false);
  });
});
