import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eachInParallel } from './each-in-parallel.ts';

/** Resolves after some turns of the microtask queue. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

const durations = fc.array(fc.nat({ max: 20 }), { maxLength: 12 });
const lanes = fc.integer({ min: 1, max: 5 });

describe('running items in parallel', () => {
  it('gives the results in the order of the items, never too many at once', async () => {
    await fc.assert(
      fc.asyncProperty(durations, lanes, async (items, atOnce) => {
        let running = 0;
        const results = await eachInParallel(items, atOnce, async (duration) => {
          running += 1;
          expect(running).toBeLessThanOrEqual(atOnce);
          await turns(duration);
          running -= 1;
          return duration * 2;
        });
        expect(results).toEqual(items.map((duration) => duration * 2));
      }),
    );
  });

  it('rejects with the error of the first item that fails, however long each takes', async () => {
    const some = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.boolean()), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(some, lanes, async (items, atOnce) => {
        const first = items.findIndex(([, fails]) => fails);
        const ran = eachInParallel([...items.entries()], atOnce, async ([index, item]) => {
          await turns(item[0]);
          if (item[1]) throw index;
          return index;
        });
        const outcome = await ran.catch((error: unknown) => ({ error }));
        expect(outcome).toEqual(first === -1 ? items.map((_, index) => index) : { error: first });
      }),
    );
  });
});
