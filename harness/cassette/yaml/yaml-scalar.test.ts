import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { hostileString } from '../../../properties/arbitraries/cassette-text.ts';
import { literalOf, printString } from './yaml-scalar.ts';

describe('printString', () => {
  it.each([
    ['read_file', 'read_file'],
    ['application/json', 'application/json'],
    ['Bearer <secret:token>', 'Bearer <secret:token>'],
    ['Zürich', 'Zürich'],
    ["isn't it!", "isn't it!"],
    ['really?', "'really?'"],
    ["'a'", "'''a'''"],
    ['', "''"],
    ['no', "'no'"],
    ['NULL', "'NULL'"],
    ['1.0', "'1.0'"],
    ['5e10', "'5e10'"],
    ['https://a.test/', "'https://a.test/'"],
    ['a: b', "'a: b'"],
    ["it's, {x}", "'it''s, {x}'"],
    ['日本', "'日本'"],
    [' a', "' a'"],
    ['a\tb\n', '"a\\tb\\n"'],
    ['"\\\r\0\x85\u2028\uFEFF', '"\\"\\\\\\r\\0\\x85\\u2028\\ufeff"'],
  ])('prints %j as %s', (text, printed) => {
    expect(printString(text)).toBe(printed);
  });

  it('prints strings of any length', () => {
    const word = 'a'.repeat(100_000);
    expect(printString(word)).toBe(word);
    expect(printString(`${word}a`)).toBe(`'${word}a'`);
    const long = 'a'.repeat(20_000_000);
    expect(printString(long) === `'${long}'`).toBe(true);
  });

  it('is read back in a block, in a flow collection, and as a key, by YAML 1.2 and 1.1', () => {
    fc.assert(
      fc.property(hostileString, fc.constantFrom('1.1', '1.2'), (text, version) => {
        const printed = printString(text);
        const short = printed.length < 1000 ? `{${printed}: [${printed}, ${printed}]}` : '{}';
        const document = `- ${printed}\n- a: ${printed}\n- ${short}\n`;
        const expected = printed.length < 1000 ? new Map([[text, [text, text]]]) : new Map();
        const read = parse(document, { version, mapAsMap: true, stringKeys: false });
        expect(read).toEqual([text, new Map([['a', text]]), expected]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('literalOf', () => {
  it('shows several lines as they are', () => {
    expect(literalOf('a\n\tb\n\nc')).toEqual({ header: '|-', lines: 'a\n\tb\n\nc' });
    expect(literalOf('\ta\nb')).toEqual({ header: '|2-', lines: '\ta\nb' });
    expect(literalOf(' a\nb\n')).toEqual({ header: '|2', lines: ' a\nb' });
  });

  it.each(['a', 'a\n', '\n', 'a\nb\n\n', 'a \nb', 'a\nb\t', 'a\r\nb', 'a\n\u2028'])(
    'leaves %j to quotes',
    (text) => {
      expect(literalOf(text)).toBeUndefined();
    },
  );
});
