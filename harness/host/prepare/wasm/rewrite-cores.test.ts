import { parse } from '@bytecodealliance/jco';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { transpileComponent } from '../transpile-component.ts';
import { rewriteCores } from './rewrite-cores.ts';
import { shareLimit } from './share-limit.ts';

const LIMITS = { memoryPages: 4096 };

/**
 * Rewrites a component of these modules, each of which exports `handle`.
 *
 * @param modules their contents
 * @param instances the module of each instance, by number
 */
async function rewrite(modules: readonly string[], instances: readonly number[]) {
  const text = modules.map((has, n) => `(core module $m${n} ${has} (func (export "handle")))`);
  const made = instances.map((of, n) => `(core instance $i${n} (instantiate $m${of}))`);
  const component = `(component ${text.join(' ')} ${made.join(' ')}
    (func $handle (canon lift (core func $i0 "handle")))
    (instance $handler (export "handle" (func $handle)))
    (export "wasi:http/incoming-handler@0.2.0" (instance $handler)))`;
  return rewriteCores(await transpileComponent(await parse(component)), LIMITS);
}

/** By how much the first memory and the first table of each module can grow in one instance. */
async function growths(modules: readonly string[], instances: readonly number[]) {
  const cores = await rewrite(
    modules.map((has) => `${has} ${GROW}`),
    instances,
  );
  const grown = cores.map(async ({ bytes }) => {
    const module = await WebAssembly.compile(bytes as Uint8Array<ArrayBuffer>);
    const { memory, table } = new WebAssembly.Instance(module).exports as Record<
      string,
      (by: number) => number
    >;
    return [most(memory), most(table)];
  });
  return Promise.all(grown);
}

const GROW = `
  (func (export "memory") (param i32) (result i32) (memory.grow (local.get 0)))
  (func (export "table") (param i32) (result i32) (table.grow (ref.null func) (local.get 0)))`;

/** The most by which something can grow. */
function most(grow: ((by: number) => number) | undefined): number {
  let grown = 0;
  for (let by = 2 ** 20; by >= 1; by /= 2) if (grow?.(by) !== -1) grown += by;
  return grown;
}

describe('rewriteCores', () => {
  it('gives everything to a single memory and table', async () => {
    expect(await growths(['(memory 1) (table 1 funcref)'], [0])).toEqual([[4095, 999_999]]);
  });

  it('keeps a lower maximum of the module', async () => {
    const module = '(memory 1 3) (table 1 5 funcref)';
    expect(await growths([module], [0])).toEqual([[2, 4]]);
  });

  it('shares the rest among the instances of all modules', async () => {
    const modules = ['(memory 96) (table 0 funcref)', '(memory 0 1000) (table 0 10 funcref)'];
    expect(await growths(modules, [0, 1, 0])).toEqual([
      [1452, 499_995],
      [1000, 10],
    ]);
  });

  it.each([
    ['(memory 5000)', 'its memory starts with 5000 pages, and the limit is 4096'],
    ['(table 1000001 funcref)', 'its table starts with 1000001 entries, and the limit is 1000000'],
    [
      '(table 600000 funcref) (table 600000 externref)',
      'its 2 tables together start with 1200000 entries, and the limit is 1000000',
    ],
  ])('refuses a component that starts with more than it may have: %s', async (module, message) => {
    await expect(rewrite([module], [0])).rejects.toThrow(new RangeError(message));
  });

  it('counts the memories and globals of each instance', async () => {
    await expect(rewrite(['(memory 2000)'], [0, 0, 0])).rejects.toThrow(
      new RangeError('its 3 memories together start with 6000 pages, and the limit is 4096'),
    );
    const globals = '(global (mut i32) (i32.const 0)) '.repeat(40_000);
    await expect(rewrite([globals], [0, 0, 0])).rejects.toThrow(
      new RangeError('it has 120000 mutable globals, and the limit is 100000'),
    );
    const memories = Array.from({ length: 101 }, () => 0);
    await expect(rewrite(['(memory 0)'], memories)).rejects.toThrow(
      new RangeError('it has 101 memories, and the limit is 100'),
    );
  });
});

const sizes = fc
  .record({
    minimum: fc.nat({ max: 50 }),
    more: fc.oneof(fc.nat({ max: 50 }), fc.constant(Number.POSITIVE_INFINITY)),
    count: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ minimum, more, count }) => ({ minimum, maximum: minimum + more, count }));

describe('shareLimit', () => {
  it('never exceeds the limit in total, nor leaves room that could be used', () => {
    fc.assert(
      fc.property(fc.array(sizes, { minLength: 1 }), fc.nat({ max: 500 }), (all, limit) => {
        const maxima = shareLimit(all, limit);
        const sum = (values: readonly number[]) =>
          values.reduce((total, value, index) => total + value * (all[index]?.count ?? 0), 0);
        if (maxima === undefined) {
          expect(sum(all.map(({ minimum }) => minimum))).toBeGreaterThan(limit);
          return;
        }
        const left = limit - sum(maxima);
        expect(left).toBeGreaterThanOrEqual(0);
        for (const [index, { minimum, maximum }] of all.entries()) {
          expect(maxima[index]).toBeGreaterThanOrEqual(minimum);
          expect(maxima[index]).toBeLessThanOrEqual(maximum);
        }
        const wanting = all.filter(({ maximum }, index) => maximum !== maxima[index]);
        if (wanting.length > 0) {
          expect(left).toBeLessThan(all.reduce((total, { count }) => total + count, 0));
        }
        const again = maxima.map((maximum, index) => ({
          minimum: 0,
          count: 1,
          ...all[index],
          maximum,
        }));
        expect(shareLimit(again, limit)).toEqual(maxima);
      }),
    );
  });
});
