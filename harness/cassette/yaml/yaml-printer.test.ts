import { LosslessNumber } from 'lossless-json';
import { describe, expect, it } from 'vitest';
import { Block, fieldsOf, type Printable, printYaml, Verbatim } from './yaml-printer.ts';

const print = (value: Printable) => printYaml(new Map([['a', value]]));
const word = 'x'.repeat(40);

describe('printYaml', () => {
  it.each<[string, Printable, string]>([
    ['an empty map', {}, 'a: {}\n'],
    ['an empty list', [], 'a: []\n'],
    ['what fits on one line', { b: [1, null, true, 'c'] }, 'a: {b: [1, null, true, c]}\n'],
    ['numbers in their spelling', [new LosslessNumber('1.0')], 'a: [1.0]\n'],
    ['verbatim text', new Verbatim('1000ms'), 'a: 1000ms\n'],
    [
      'a block that would fit',
      new Block([new Block(fieldsOf({ b: 1, c: 2 }))]),
      'a:\n  - b: 1\n    c: 2\n',
    ],
    [
      'what does not fit',
      { b: word, c: [word, [word]] },
      `a:\n  b: ${word}\n  c: [${word}, [${word}]]\n`,
    ],
    ['lists of lists', [[word, word, word]], `a:\n  - - ${word}\n    - ${word}\n    - ${word}\n`],
    ['several lines', { b: 'c\nd' }, 'a:\n  b: |-\n    c\n    d\n'],
    ['several lines in a list', [' c\nd\n'], 'a:\n  - |2\n     c\n    d\n'],
    ['a line too long', word.repeat(3), `a: ${word.repeat(3)}\n`],
    ['a key too long', { [word.repeat(30)]: { b: 1 } }, `a:\n  ? ${word.repeat(30)}\n  : {b: 1}\n`],
    ['a placeholder', ['spintape-secret.t.stand-in'], 'a: [<secret:t>]\n'],
  ])('prints %s', (_, value, text) => {
    expect(print(value)).toBe(text);
  });

  it('fills a line of 100 characters and no more', () => {
    const fits = 'x'.repeat(100 - 'a: []'.length);
    expect(print([fits])).toBe(`a: [${fits}]\n`);
    expect(print([`${fits}x`])).toBe(`a:\n  - ${fits}x\n`);
  });

  it('takes no more than linear time for deep values', () => {
    const nest = (depth: number): Printable => (depth === 0 ? word : [word, nest(depth - 1)]);
    const lines = print(nest(90)).split('\n');
    expect(lines.length).toBeGreaterThan(90);
  });
});
