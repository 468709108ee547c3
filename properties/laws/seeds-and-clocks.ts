import fc, { type Arbitrary } from 'fast-check';
import { githubAnswer } from '../arbitraries/github-answer.ts';
import { type GithubAnswer, githubCall } from '../arbitraries/github-call.ts';
import { sessionId } from '../arbitraries/session-id.ts';
import { sessionStep } from '../arbitraries/session-step.ts';
import { sameAnswer } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { type Step, toolStep } from '../runner/step.ts';
import { StrayGithub } from '../subjects/stray-github.ts';
import type { WorldStart } from '../subjects/subject.ts';

/** The wall clock of a world's calls. */
interface Clock {
  /** In milliseconds since the Unix epoch. */
  readonly start: number;
  /** From one call to the next, in milliseconds. */
  readonly step: number;
}

interface Worlds {
  readonly steps: readonly Step[];
  readonly seeds: readonly number[];
  readonly clocks: readonly Clock[];
  /** GitHub's answers to the requests of all calls, in turn and repeated. */
  readonly answers: readonly GithubAnswer[];
}

const YEAR_MS = 365 * 24 * 3_600_000;

const PLACE = { origin: 'https://api.github.com', prefix: '' };

const steps: Arbitrary<Step[]> = sessionId.chain((session) =>
  fc.array(
    fc.oneof(
      { weight: 6, arbitrary: sessionStep(session) },
      {
        weight: 1,
        arbitrary: githubCall.map((call) => toolStep({ component: 'github', session, ...call })),
      },
    ),
    { minLength: 1, maxLength: 10 },
  ),
);

// Files that are first written in one millisecond may be listed otherwise after a deletion.
const clock: Arbitrary<Clock> = fc.record({
  start: fc.integer({ min: 0, max: 200 * YEAR_MS }),
  step: fc.constantFrom(1, 1_000, YEAR_MS),
});

const worlds: Arbitrary<Worlds> = fc.record({
  steps,
  seeds: fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 2 }),
  clocks: fc.array(clock, { minLength: 1, maxLength: 2 }),
  answers: fc.array(githubAnswer(PLACE), { minLength: 1, maxLength: 3 }),
});

/** No tool of the app answers by chance or by the date. */
export const seedsAndClocks: WorldLaw<Worlds> = {
  name: 'seeds-and-clocks',
  statement: 'Neither the seed of the randomness nor the wall clock changes an answer.',
  needs: 'world',
  runs: { quick: 30, full: 1_000, long: 6_000 },
  values: worlds,
  lists: [listAt('steps'), listAt('answers'), listAt('seeds'), listAt('clocks')],
  holds: async ({ steps, seeds, clocks, answers: said }, world) => {
    const usual = await world.begin({ upstream: new StrayGithub(said) });
    const answers = [];
    for (const step of steps) answers.push(await usual.call(step));
    const starts = seeds.flatMap((seed) => clocks.map((clock) => ({ seed, clock })));
    for (const { seed, clock } of starts) {
      const start: WorldStart = { seed, clock: clock.start };
      const other = await world.begin({ ...start, upstream: new StrayGithub(said) });
      for (const [index, step] of steps.entries()) {
        const answer = await other.call(step, clock.start + index * clock.step);
        const before = answers[index];
        if (before === undefined || sameAnswer(answer, before)) continue;
        throw other.violation(
          `Call ${index + 1} is answered otherwise than under another seed and clock`,
          new Map([[index, { response: before }]]),
        );
      }
    }
  },
};
