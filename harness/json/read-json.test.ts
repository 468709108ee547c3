import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson, printJson } from './json-text.ts';
import { readJson } from './read-json.ts';

describe('a JSON text', () => {
  it('is read as the lossless parser reads it, however it is spelt', () => {
    const number = fc.oneof(
      fc.constantFrom('1.0', '1e22', '-0', '12345678901234567890', '0.1', '7', '-3'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        number,
        fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
        fc.constantFrom('true', 'false', 'null', '"1.0"', '"a\\\\"'),
        fc.array(tie('value'), { maxLength: 4 }).map((items) => `[${items.join(', ')}]`),
        fc
          .uniqueArray(fc.tuple(fc.string({ minLength: 1 }), tie('value')), {
            maxLength: 4,
            selector: ([name]) => name,
          })
          .map((members) => {
            const printed = members.map(([name, it]) => `${JSON.stringify(name)} : ${it}`);
            return `{${printed.join(',')}}`;
          }),
      ),
    }));
    fc.assert(
      fc.property(value, (text) => {
        const json = String(text);
        expect(printJson(readJson(json))).toBe(printJson(parseJson(json)));
      }),
    );
  });

  it('may have a repeated member, of which the last counts', () => {
    expect(readJson('{"a": 1, "a": 2}')).toEqual({ a: 2 });
  });

  it.each(['', '{', '"a', '{"a": 01}', "{'a': 1}", '{"a": --1}'])(
    'is refused if it is not valid: %s',
    (text) => {
      expect(() => readJson(text)).toThrow(SyntaxError);
    },
  );
});
