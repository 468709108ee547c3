import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyText as utf8Text } from './any-text.fixture.ts';
import { percentDecode, percentEncode, queryParameter } from './percent.ts';

const anyText = fc.oneof(
  utf8Text,
  fc.string({ unit: fc.integer({ min: 0xd700, max: 0xe000 }).map((u) => String.fromCharCode(u)) }),
  fc.string({ unit: fc.constantFrom('%', '2', 'f', 'F', '+', '&', '=', '/', '.', '\ud800', 'é') }),
);

describe('percentDecode', () => {
  it.each([
    ['a%2Fb%2f..', 'a/b/..'],
    ['%E2%82%AC', '€'],
    ['100%', '100%'],
    ['%zz%ff%41', '%zz%ff%41'],
    ['%ED%A0%80', '\ud800'],
  ])('reads %j as %j', (encoded, decoded) => {
    expect(percentDecode(encoded)).toBe(decoded);
  });

  it('undoes percentEncode and encodeURIComponent', () => {
    fc.assert(
      fc.property(anyText, (original) => {
        const encoded = percentEncode(original);
        expect(encoded).toMatch(/^(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})*$/);
        expect(percentDecode(encoded)).toBe(original);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (original) => {
        expect(percentDecode(encodeURIComponent(original))).toBe(original);
      }),
    );
  });
});

describe('percentEncode', () => {
  it.each([
    ['azAZ09-._~', 'azAZ09-._~'],
    ["!'()* /", '%21%27%28%29%2A%20%2F'],
    ['é€😂', '%C3%A9%E2%82%AC%F0%9F%98%82'],
    ['\ud800\udbff', '%ED%A0%80%ED%AF%BF'],
    ['\udc00\udfff', '%ED%B0%80%ED%BF%BF'],
    ['\ud7ff\ue000', '%ED%9F%BF%EE%80%80'],
  ])('writes %j as %j', (text, encoded) => {
    expect(percentEncode(text)).toBe(encoded);
  });
});

describe('queryParameter', () => {
  it.each([
    ['id=a+b%2Bc', 'a b+c'],
    ['x=1&id=', ''],
    ['id', ''],
    ['i%64=..%2F', '../'],
    ['id=a=b&id=c', 'a=b'],
    ['xid=1', undefined],
    ['', undefined],
  ])('finds in %j the value %j', (query, value) => {
    expect(queryParameter(query, 'id')).toBe(value);
  });

  it('reads what URLSearchParams writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (id, other) => {
        const query = new URLSearchParams([
          ['other', other],
          ['id', id],
        ]).toString();
        expect(queryParameter(query, 'id')).toBe(id);
      }),
    );
  });
});
