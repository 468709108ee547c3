import fc from 'fast-check';
import { expect, it } from 'vitest';
import { repeatedKey } from './repeated-key.ts';

it.each([
  ['{"a":1,"a":2}', 'a'],
  ['{"a":1,"\\u0061":2}', 'a'],
  ['[{"a":{"b":1,"c":[{}],"b" : 2}}]', 'b'],
  ['{"":1,"b":"","":2}', ''],
  ['{"\\\\":1,"\\\\":2}', '\\'],
  ['{"a\\"":1, "a\\"" :2}', 'a"'],
  ['{"__proto__":1,"__proto__":2}', '__proto__'],
  ['{"a":"a","b":["a","a"],"c":{"a":1}}', undefined],
  ['[{"a":1},{"a":1}]', undefined],
  ['{"a":"{\\"b\\":1,\\"b\\":2}"}', undefined],
  ['"a"', undefined],
])('a key that is there twice is found in %s', (text, key) => {
  expect(repeatedKey(text)).toBe(key);
});

it('is in nothing that JSON.stringify prints, and in all that has a member once more', () => {
  fc.assert(
    fc.property(fc.json(), fc.string(), (json, key) => {
      const name = JSON.stringify(key);
      expect(repeatedKey(json)).toBeUndefined();
      expect(repeatedKey(`[${json},{${name}:${json}, ${name}\n:${json}}]`)).toBe(key);
    }),
  );
});

it('takes time that is linear in the text', () => {
  const begun = performance.now();
  expect(repeatedKey(`{"a":"${'\\\\'.repeat(5_000_000)}","b":1}`)).toBeUndefined();
  expect(repeatedKey(`{"a":"${'\\"'.repeat(5_000_000)}","b":1}`)).toBeUndefined();
  expect(performance.now() - begun).toBeLessThan(5_000);
});
