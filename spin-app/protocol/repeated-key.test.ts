import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepeatedKey } from './repeated-key.ts';

describe('findRepeatedKey', () => {
  it.each([
    ['{"b":1,"a":[2],"b":3}', 'b'],
    ['{"b":"\\\\","b":3}', 'b'],
    ['{"b":"\\\\\\"","b":3}', 'b'],
    ['{"a":"\\\\\\\\","b":[],"b":3}', 'b'],
    ['{"b" : 1, "\\u0062" : 2}', 'b'],
    ['{"b":"a\\"b\\":","c":{"b":1}}', null],
    ['{"c":[{"b":1},{"b":2},[["b"]]],"b":3}', null],
    ['{"c":{"d":{"b":1},"b":2},"b":3}', null],
    ['[{"b":1},{"b":2}]', null],
    ['{"other":1,"other":2}', null],
  ])('finds in %s %j', (text, found) => {
    expect(findRepeatedKey(text, ['b'])).toBe(found);
  });

  it('finds the first that is there again, of several', () => {
    expect(findRepeatedKey('{"a":1,"b":2,"b":3,"a":4}', ['a', 'b'])).toBe('b');
  });

  it('finds what a look at the keys one by one finds', () => {
    const key = fc.constantFrom('a', 'b', 'a"b', '\\', '{', '[', '":"a":');
    const value = fc.oneof(key, fc.array(key), fc.dictionary(key, key), fc.jsonValue());
    fc.assert(
      fc.property(fc.array(fc.tuple(key, value)), (members) => {
        const texts = members.map(([name, each]) =>
          [name, each].map((part) => JSON.stringify(part)).join(': '),
        );
        const repeated = members.find(
          ([name], at) =>
            ['a', 'b'].includes(name) && members.slice(0, at).some(([earlier]) => earlier === name),
        );
        expect(findRepeatedKey(`{${texts.join(',')}}`, ['a', 'b'])).toBe(repeated?.[0] ?? null);
      }),
    );
  });
});
