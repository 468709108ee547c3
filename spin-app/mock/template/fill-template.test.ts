import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCharacter } from '../../protocol/any-text.fixture.ts';
import type { Json } from '../json/json.ts';
import { parseJson } from '../json/parse.ts';
import { printJson } from '../json/print.ts';
import { fillTemplate, findUnfillable } from './fill-template.ts';

const lossless = (value: unknown): Json => parseJson(JSON.stringify(value));
const fill = (template: unknown, args: unknown): unknown =>
  JSON.parse(printJson(fillTemplate(lossless(template), lossless(args))));

const args = {
  a: 'A',
  'b.c': 'dotted',
  b: { c: 'member', list: [{ n: 1.5 }] },
  nothing: null,
  'k=v': 'odd',
  long: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
};

describe('fillTemplate', () => {
  it.each([
    ['{{a}}-{{ a }}', 'A-A'],
    ['{{b.list[0].n}}', '1.5'],
    ['{{b}}', '{"c":"member","list":[{"n":1.5}]}'],
    ['{{b.c}}', 'dotted'],
    ['{{nothing}}', 'null'],
    ['{{k=v}}', 'odd'],
    ['{{zz}} {{b.zz}} {{b.list[9]}}', '{{zz}} {{b.zz}} {{b.list[9]}}'],
    ['\u0024{{a}} \u0024{{ secrets.a }}', '\u0024{{a}} \u0024{{ secrets.a }}'],
    ['\\{{a}}', '{{a}}'],
    ['\\\\{{a}}', '\\A'],
    ['\\\\\\{{a}}', '\\{{a}}'],
    ['\\\\{{zz}}', '\\\\{{zz}}'],
    ['C:\\{x} \\n {{}} {{ }} {{a', 'C:\\{x} \\n {{}} {{ }} {{a'],
    ['{{{a}}}', '{A}'],
    ['{{constructor}} {{a.length}}', '{{constructor}} {{a.length}}'],
    ['{{ b.list[0].n }} {{ b.c }}', '1.5 dotted'],
    ['{{long[10]}} {{long[01]}}', '10 1'],
    ['{{.a}} {{[0].a}} {{]a}} {{b.}} {{b..c}}', '{{.a}} {{[0].a}} {{]a}} {{b.}} {{b..c}}'],
    ['{{b.list[x]}} {{b.list[0]n}} {{b.list[0}}', '{{b.list[x]}} {{b.list[0]n}} {{b.list[0}}'],
    ['\\{{}} \\{{.a}}', '\\{{}} \\{{.a}}'],
  ])('makes %j into %j', (template, text) => {
    expect(fill(template, args)).toBe(text);
  });

  it.each([null, [], 'a', 1])(
    'fills nothing from the arguments %j, which are no object',
    (none) => {
      const template = ['{{a}} {{length}} {{[0]}}', { $arg: 'a' }];
      expect(fill(template, none)).toEqual(template);
    },
  );

  it('leaves an $arg as written whose text is no path', () => {
    const template = [{ $arg: '' }, { $arg: '.a' }, { $arg: 'b.' }];
    expect(fill(template, args)).toEqual(template);
    expect(fill({ $arg: '..a' }, { a: { a: 1 } })).toEqual({ $arg: '..a' });
  });

  it('keeps the type of an argument under $arg', () => {
    const template = [{ $arg: 'b.list' }, { $arg: 'nothing' }, { $arg: 'zz' }, { $arg: 1 }];
    expect(fill(template, args)).toEqual([[{ n: 1.5 }], null, { $arg: 'zz' }, { $arg: 1 }]);
    expect(fill({ $arg: 'a', more: '{{a}}' }, args)).toEqual({ $arg: 'a', more: 'A' });
  });

  it('leaves what stands under $literal untouched', () => {
    const literal = { text: '{{a}}', $arg: 'a' };
    expect(fill([{ $literal: literal }, { $literal: { $literal: 1 } }], args)).toEqual([
      literal,
      { $literal: 1 },
    ]);
  });

  it('fills the names of members, and of two that become one the later counts', () => {
    expect(fill({ '{{a}}': 1, '{{zz}}': 2, A: '{{a}}' }, args)).toEqual({ A: 'A', '{{zz}}': 2 });
  });

  it('inserts numbers as they were written', () => {
    const big = parseJson('{"n":12345678901234567890123,"x":1.0}');
    const template = parseJson('{"t":"{{n}} {{x}}","n":{"$arg":"n"},"own":1.50}');
    expect(printJson(fillTemplate(template, big))).toBe(
      '{"t":"12345678901234567890123 1.0","n":12345678901234567890123,"own":1.50}',
    );
  });

  it('never looks at inserted text again', () => {
    const hostile = fc.constantFrom(
      '{{a}}',
      '{{b}}',
      '\u0024{{a}}',
      '\\{{b}}',
      '{{',
      '}}',
      '$&',
      '$1',
    );
    const text = fc
      .array(fc.oneof(hostile, fc.string()), { maxLength: 4 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(fill('<{{a}}|{{b}}>', { a, b })).toBe(`<${a}|${b}>`);
        expect(fill('<{{a}}|{{b}}>', { b, a })).toBe(`<${a}|${b}>`);
      }),
    );
  });

  it('changes nothing where there is no placeholder', () => {
    const plain = fc.jsonValue({ stringUnit: anyCharacter }).filter((value) => {
      return !/\{\{|\$arg|\$literal/.test(JSON.stringify(value));
    });
    fc.assert(
      fc.property(plain, fc.dictionary(fc.string(), fc.string()), (template, given) => {
        const value = lossless(template);
        expect(printJson(fillTemplate(value, lossless(given)))).toBe(printJson(value));
      }),
    );
  });
});

describe('findUnfillable', () => {
  it('names the placeholders of unknown arguments as they are written, each once', () => {
    const template = {
      '{{key}}': [
        '{{ zz }} {{zz}} {{a.b}} {{zz}}',
        { $arg: 'yy' },
        { $arg: 'a' },
        '\u0024{{x}} \\{{y}}',
      ],
      literal: { $literal: '{{zzz}}' },
    };
    const paths = ['{{ name.x }}{{name[0]}}{{n}}{{ x.y }}{{x.z}}', { $arg: ' name ' }];
    const odd = [{ $arg: '' }, { $arg: '.name' }, { $arg: ' x.y ' }];
    expect(findUnfillable(lossless([paths, odd]), new Set(['name', 'x.y']))).toEqual([
      '{{n}}',
      '{{x.z}}',
      '{"$arg":""}',
      '{"$arg":".name"}',
    ]);
    expect(findUnfillable(lossless(template), new Set(['a']))).toEqual([
      '{{key}}',
      '{{ zz }}',
      '{{zz}}',
      '{"$arg":"yy"}',
    ]);
  });
});
