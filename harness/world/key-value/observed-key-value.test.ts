import { describe, expect, it } from 'vitest';
import { MemoryKeyValue } from './key-value.ts';
import { ObservedKeyValue } from './observed-key-value.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const stores = (values: Record<string, string>) =>
  new MemoryKeyValue(
    new Map([['default', new Map(Object.entries(values).map(([k, v]) => [k, bytes(v)]))]]),
  );

describe('the stores of a call, watched', () => {
  it('give only values that a replay would not have', () => {
    const observed = new ObservedKeyValue(stores({ a: '1', b: '2', c: '3' }), stores({ a: '1' }));
    observed.get('default', 'a');
    observed.get('default', 'b');
    observed.get('default', 'absent');
    expect(observed.given()).toEqual(new Map([['default', new Map([['b', bytes('2')]])]]));
  });

  it('give a key as absent when a replay would still hold it', () => {
    const observed = new ObservedKeyValue(stores({}), stores({ gone: 'old' }));
    expect(observed.keys('default')).toEqual([]);
    expect(observed.given()).toEqual(new Map([['default', new Map([['gone', null]])]]));
  });

  it('do not give what the call itself wrote before it read', () => {
    const observed = new ObservedKeyValue(stores({ a: 'other' }), stores({}));
    observed.set('default', 'a', bytes('mine'));
    observed.get('default', 'a');
    expect(observed.given()).toEqual(new Map());
  });

  it('report changes only: neither a value written again nor a key deleted in vain', () => {
    const held = { same: 's', gone: 'g' };
    const observed = new ObservedKeyValue(stores(held), stores(held));
    observed.set('default', 'same', bytes('s'));
    observed.delete('default', 'never');
    observed.delete('default', 'gone');
    observed.set('default', 'new', bytes('n'));
    observed.set('default', 'brief', bytes('x'));
    observed.delete('default', 'brief');
    expect(observed.state()).toEqual(
      new Map([
        [
          'default',
          new Map([
            ['gone', null],
            ['new', bytes('n')],
          ]),
        ],
      ]),
    );
  });

  it('report the changes for a replay, whatever other sessions did', () => {
    const inner = stores({ theirs: 'v', gone: 'g' });
    const observed = new ObservedKeyValue(inner, stores({ kept: 'k' }));
    observed.set('default', 'theirs', bytes('v'));
    observed.delete('default', 'gone');
    observed.set('default', 'kept', bytes('k'));
    observed.set('default', 'mine', bytes('1'));
    inner.set('default', 'mine', bytes('2'));
    expect(observed.state()).toEqual(
      new Map([
        [
          'default',
          new Map([
            ['mine', bytes('1')],
            ['theirs', bytes('v')],
          ]),
        ],
      ]),
    );
  });
});
