import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GuestLog } from './guest-log.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('what a call prints', () => {
  it('is made of lines, wherever the pieces are cut', () => {
    const text = 'one\n\ntwo … 💡\nlast';
    fc.assert(
      fc.property(fc.array(fc.nat(bytes(text).length)), (places) => {
        const cuts = [0, ...places.sort((a, b) => a - b), bytes(text).length];
        const log = new GuestLog();
        for (const [index, cut] of cuts.entries()) {
          log.write('notes', 'stderr', bytes(text).slice(cuts[index - 1] ?? 0, cut));
        }
        expect(log.lines().map((line) => line.text)).toEqual(text.split('\n'));
      }),
    );
  });

  it('keeps the lines of components and streams apart', () => {
    const log = new GuestLog();
    log.write('a', 'stdout', bytes('one '));
    log.write('b', 'stderr', bytes('err'));
    log.write('a', 'stdout', bytes('two\nthree'));
    expect(log.lines()).toEqual([
      { component: 'a', stream: 'stdout', text: 'one two' },
      { component: 'b', stream: 'stderr', text: 'err' },
      { component: 'a', stream: 'stdout', text: 'three' },
    ]);
  });

  it('ends with a mark where it is cut', () => {
    const log = new GuestLog();
    for (let piece = 0; piece < 100; piece += 1) log.write('a', 'stdout', bytes('x'.repeat(1000)));
    log.write('a', 'stdout', bytes('\nmore'));
    const lines = log.lines().map(({ text }) => text);
    expect(lines).toEqual(['x'.repeat(65_536), '[cut]']);
  });
});
