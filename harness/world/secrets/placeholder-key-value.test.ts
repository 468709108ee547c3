import { describe, expect, it } from 'vitest';
import { MemoryKeyValue } from '../key-value/key-value.ts';
import { CallPlaceholders } from './call-placeholders.ts';
import { placeholder } from './fixed-placeholder.ts';
import { PlaceholderKeyValue } from './placeholder-key-value.ts';

const OWNERS = ['one', 'two'].map((component) => ({ component, variable: 'token' }));
const FIXED = placeholder('token');

function call(number: number): CallPlaceholders {
  return new CallPlaceholders(OWNERS, new Uint8Array(32).fill(number));
}

function stores(inner: MemoryKeyValue, placeholders: CallPlaceholders, component: string) {
  const keyValue = new PlaceholderKeyValue(inner, placeholders, component);
  return {
    set: (key: string, text: string) => keyValue.set('default', key, Buffer.from(text)),
    get: (key: string) => Buffer.from(keyValue.get('default', key) ?? []).toString(),
    exists: (key: string) => keyValue.exists('default', key),
  };
}

function own(placeholders: CallPlaceholders, component: string): string {
  return placeholders.of(component)[0]?.text ?? '';
}

describe('PlaceholderKeyValue', () => {
  it('stores the fixed form, and gives the placeholder of the reading call and component', () => {
    const inner = new MemoryKeyValue();
    const [first, second] = [call(1), call(2)];
    stores(inner, first, 'one').set('cached', `Bearer ${own(first, 'one')}!`);
    expect(Buffer.from(inner.get('default', 'cached') ?? []).toString()).toBe(`Bearer ${FIXED}!`);
    expect(stores(inner, second, 'one').get('cached')).toBe(`Bearer ${own(second, 'one')}!`);
    expect(stores(inner, second, 'two').get('cached')).toBe(`Bearer ${own(second, 'two')}!`);
    expect(stores(inner, second, 'ungranted').get('cached')).toBe(`Bearer ${FIXED}!`);
    expect([...second.revealed]).toEqual(['token']);
  });

  it('does not change a fixed form that somebody typed, even next to a placeholder', () => {
    const inner = new MemoryKeyValue();
    const placeholders = call(1);
    const token = own(placeholders, 'one');
    stores(inner, placeholders, 'one').set('note', `${FIXED} ${token} ${FIXED}`);
    const later = call(2);
    expect(stores(inner, later, 'one').get('note')).toBe(`${FIXED} ${own(later, 'one')} ${FIXED}`);
  });

  it('keeps the marks of a copied value, and forgets a mark with its value', () => {
    const inner = new MemoryKeyValue();
    const first = stores(inner, call(1), 'one');
    first.set('token', own(call(1), 'one'));
    first.set('copy', first.get('token'));
    first.set('token', FIXED);
    const second = stores(inner, call(2), 'one');
    expect(second.get('copy')).toBe(own(call(2), 'one'));
    expect(second.get('token')).toBe(FIXED);
  });

  it('makes plain text of the placeholders of other components and of other calls', () => {
    const inner = new MemoryKeyValue();
    const placeholders = call(1);
    const old = own(call(9), 'one');
    stores(inner, placeholders, 'one').set('x', `${own(placeholders, 'two')} ${old}`);
    expect(stores(inner, call(2), 'one').get('x')).toBe(`${FIXED} ${old}`);
    expect(stores(inner, call(2), 'two').get('x')).toBe(`${FIXED} ${old}`);
  });

  it('stores a key with the fixed form, where every call finds it', () => {
    const inner = new MemoryKeyValue();
    const placeholders = call(1);
    stores(inner, placeholders, 'one').set(`by/${own(placeholders, 'one')}`, 'x');
    expect(inner.keys('default')).toEqual([`by/${FIXED}`]);
    expect(stores(inner, call(2), 'one').exists(`by/${own(call(2), 'one')}`)).toBe(true);
  });
});
