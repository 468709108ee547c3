import fc, { type Arbitrary } from 'fast-check';
import { sameAnswer } from '../answer.ts';
import type { WorldLaw } from '../law.ts';
import type { Step } from '../step.ts';
import type { WorldStart } from '../subject.ts';
import { oneSession } from './determinism.ts';

interface Worlds {
  readonly steps: readonly Step[];
  readonly seeds: readonly number[];
  /** Starts of the wall clock, in milliseconds since the Unix epoch. */
  readonly clocks: readonly number[];
}

const YEAR_MS = 365 * 24 * 3_600_000;

const worlds: Arbitrary<Worlds> = fc.record({
  steps: oneSession,
  seeds: fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 2 }),
  clocks: fc.array(fc.integer({ min: 0, max: 200 * YEAR_MS }), { minLength: 1, maxLength: 2 }),
});

/** No tool of the app answers by chance or by the date. */
export const seedsAndClocks: WorldLaw<Worlds> = {
  name: 'seeds-and-clocks',
  statement: 'Neither the seed of the randomness nor the wall clock changes an answer.',
  needs: 'world',
  runs: { quick: 30, full: 1_000, long: 6_000 },
  values: worlds,
  holds: async ({ steps, seeds, clocks }, world) => {
    const usual = await world.begin();
    const answers = [];
    for (const step of steps) answers.push(await usual.call(step));
    const starts = seeds.flatMap((seed) => clocks.map((clock): WorldStart => ({ seed, clock })));
    for (const start of starts) {
      const other = await world.begin(start);
      for (const [index, step] of steps.entries()) {
        const answer = await other.call(step);
        const before = answers[index];
        if (before === undefined || sameAnswer(answer, before)) continue;
        throw other.breach(
          `Call ${index + 1} is answered otherwise than under another seed and clock`,
          new Map([[index, { response: before }]]),
        );
      }
    }
  },
};
