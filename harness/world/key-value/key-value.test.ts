import { describe, expect, it } from 'vitest';
import { MemoryKeyValue } from './key-value.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('key-value stores in memory', () => {
  it('hold values by store and key', () => {
    const stores = new MemoryKeyValue();
    stores.set('a', 'k', bytes('1'));
    expect(stores.get('a', 'k')).toEqual(bytes('1'));
    expect(stores.get('b', 'k')).toBeNull();
    expect([stores.exists('a', 'k'), stores.exists('b', 'k')]).toEqual([true, false]);
  });

  it('list keys in the order of their code units, not in the order of writing', () => {
    const stores = new MemoryKeyValue();
    for (const key of ['é', 'b', 'Z', 'a']) stores.set('s', key, bytes(''));
    expect(stores.keys('s')).toEqual(['Z', 'a', 'b', 'é']);
    expect(stores.keys('other')).toEqual([]);
  });

  it('take a snapshot: values are written, nulls delete', () => {
    const stores = new MemoryKeyValue(new Map([['s', new Map([['old', bytes('x')]])]]));
    stores.apply(
      new Map([
        [
          's',
          new Map([
            ['old', null],
            ['new', bytes('y')],
          ]),
        ],
      ]),
    );
    expect(stores.keys('s')).toEqual(['new']);
  });
});
