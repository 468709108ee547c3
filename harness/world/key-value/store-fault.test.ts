import { describe, expect, it } from 'vitest';
import { MemoryKeyValue } from './key-value.ts';
import { FaultyKeyValue, type StoreFault, StoreFaults } from './store-fault.ts';

const FAULT: StoreFault = { operation: 'set', store: 'default', prefix: '', message: 'full' };
const VALUE = new Uint8Array([1]);

function storesWith(faults: readonly StoreFault[]) {
  const inner = new MemoryKeyValue(new Map([['default', new Map([['a', VALUE]])]]));
  return { inner, stores: new FaultyKeyValue(inner, new StoreFaults(faults)) };
}

describe('stores with faults', () => {
  it.each([
    ['get', (stores: FaultyKeyValue) => stores.get('default', 'a')],
    ['set', (stores: FaultyKeyValue) => stores.set('default', 'b', VALUE)],
    ['delete', (stores: FaultyKeyValue) => stores.delete('default', 'a')],
    ['exists', (stores: FaultyKeyValue) => stores.exists('default', 'a')],
    ['keys', (stores: FaultyKeyValue) => stores.keys('default')],
  ] as const)('fail at %s, and change nothing', (operation, act) => {
    const { inner, stores } = storesWith([{ ...FAULT, operation }]);
    expect(() => act(stores)).toThrow(new Error('full'));
    expect(inner.keys('default')).toEqual(['a']);
    expect(() => act(storesWith([]).stores)).not.toThrow();
  });

  it('fail only for keys with the prefix, and only in that store', () => {
    const { stores } = storesWith([{ ...FAULT, prefix: 'vfs/' }]);
    stores.set('default', 'mock/a', VALUE);
    stores.set('other', 'vfs/a', VALUE);
    expect(() => stores.set('default', 'vfs/a', VALUE)).toThrow(new Error('full'));
  });

  it('fail the n-th time and never again, counted through all calls', () => {
    const faults = new StoreFaults([{ ...FAULT, nth: 2 }]);
    const inner = new MemoryKeyValue();
    const set = () => new FaultyKeyValue(inner, faults).set('default', 'a', VALUE);
    set();
    expect(set).toThrow(new Error('full'));
    set();
  });

  it('count an operation for each fault that it matches, and report which faults never happened', () => {
    const [second, fifth] = [
      { ...FAULT, nth: 2 },
      { ...FAULT, nth: 5 },
    ];
    const elsewhere = { ...FAULT, store: 'other' };
    const faults = new StoreFaults([{ ...FAULT, nth: 1 }, second, fifth, elsewhere]);
    const inner = new MemoryKeyValue();
    const set = () => new FaultyKeyValue(inner, faults).set('default', 'a', VALUE);
    expect(set).toThrow(new Error('full'));
    expect(set).toThrow(new Error('full'));
    set();
    expect(faults.unmet()).toEqual([
      { fault: fifth, count: 3 },
      { fault: elsewhere, count: 0 },
    ]);
  });
});
