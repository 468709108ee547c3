import { describe, expect, it } from 'vitest';
import { MemoryKeyValue } from '../../../../world/key-value/key-value.ts';
import { asComponent } from './imports.fixture.ts';
import { Store } from './key-value.ts';
import { configuration } from './variables.ts';
import { batch, Cas, increment, openBucket } from './wasi-key-value.ts';

const inComponent = (run: () => void) => asComponent(run, new MemoryKeyValue());
const bytes = (text: string) => new TextEncoder().encode(text);
const text = (value: Uint8Array | undefined) => value && new TextDecoder().decode(value);
const failsWith = (payload: unknown) => expect.objectContaining({ payload });

describe('wasi:keyvalue', () => {
  it('has the same entries as the stores of Spin, under the same names and grants', () => {
    inComponent(() => {
      const bucket = openBucket('default');
      bucket.set('b', bytes('2'));
      Store.open('default').set('a', bytes('1'));
      expect([text(bucket.get('a')), bucket.get('c'), bucket.exists('b')]).toEqual([
        '1',
        undefined,
        true,
      ]);
      expect(bucket.listKeys(undefined)).toEqual({ keys: ['a', 'b'], cursor: undefined });
      bucket.delete('a');
      expect(Store.open('default').getKeys()).toEqual(['b']);
      expect(() => openBucket('other')).toThrow(failsWith({ tag: 'access-denied' }));
      expect(() => bucket.listKeys('b')).toThrow(
        failsWith({ tag: 'other', val: 'list_keys: cursor not supported' }),
      );
    });
  });

  it('gets, sets and deletes several entries', () => {
    inComponent(() => {
      const bucket = openBucket('default');
      batch.setMany(bucket, [
        ['a', bytes('1')],
        ['b', bytes('2')],
        ['c', bytes('3')],
      ]);
      batch.deleteMany(bucket, ['a', 'absent']);
      const found = batch.getMany(bucket, ['c', 'a', 'b']);
      expect(found.map(([key, value]) => [key, text(value)])).toEqual([
        ['c', '3'],
        ['a', undefined],
        ['b', '2'],
      ]);
    });
  });

  it('counts in 64 bits, the lowest byte first, and refuses what is not such a number', () => {
    inComponent(() => {
      const bucket = openBucket('default');
      expect([increment(bucket, 'n', 258n), increment(bucket, 'n', -1n)]).toEqual([258n, 257n]);
      expect([...(bucket.get('n') ?? [])]).toEqual([1, 1, 0, 0, 0, 0, 0, 0]);
      bucket.set('word', bytes('five'));
      expect(() => increment(bucket, 'word', 1n)).toThrow(
        failsWith({ tag: 'other', val: 'the value of word is not a number of 64 bits' }),
      );
    });
  });

  it('swaps a value that is still the one that was read, absent ones too', () => {
    inComponent(() => {
      const bucket = openBucket('default');
      const first = Cas.new(bucket, 'k');
      expect(first.current()).toBeUndefined();
      Cas.swap(first, bytes('one'));
      const late = Cas.new(bucket, 'k');
      expect(text(late.current())).toBe('one');
      bucket.set('k', bytes('two'));
      const failure = expect.objectContaining({ tag: 'cas-failed', val: expect.any(Cas) });
      expect(() => Cas.swap(late, bytes('three'))).toThrow(failsWith(failure));
      expect(text(bucket.get('k'))).toBe('two');
    });
  });

  it('gives a fresh chance with the failure of a swap', () => {
    inComponent(() => {
      const bucket = openBucket('default');
      bucket.set('k', bytes('two'));
      const renewed = renewedBy(() => Cas.swap(Cas.new(bucket, 'k'), bytes('three')));
      Cas.swap(renewed, bytes('three'));
      expect(text(bucket.get('k'))).toBe('three');
    });
  });
});

describe('wasi:config', () => {
  it('has the variables of the component', () => {
    inComponent(() => {
      expect(['greeting', 'absent', 'No Name'].map(configuration.get)).toEqual([
        'hello',
        undefined,
        undefined,
      ]);
      expect(configuration.getAll()).toEqual([['greeting', 'hello']]);
    });
  });
});

function renewedBy(swap: () => void): Cas {
  try {
    swap();
  } catch (error) {
    return (error as { payload: { val: Cas } }).payload.val;
  }
  throw new Error('the swap succeeded');
}
