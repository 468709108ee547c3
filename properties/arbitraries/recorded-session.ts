import fc, { type Arbitrary } from 'fast-check';
import { type Step, toolStep } from '../runner/step.ts';
import { githubAnswer } from './github-answer.ts';
import { type GithubAnswer, githubCall } from './github-call.ts';
import { sessionPair } from './session-pair.ts';
import { definingStep, sessionStep } from './session-step.ts';

/** Calls that are recorded, in a world of their own. */
export interface RecordedSession {
  readonly seed: number;
  readonly steps: readonly Step[];
  /** GitHub's answers to the requests of all calls, in turn and repeated. */
  readonly answers: readonly GithubAnswer[];
}

const PLACE = { origin: 'https://api.github.com', prefix: '' };

function stepsOf(most: number): Arbitrary<Step[]> {
  return sessionPair.chain(([one, other]) =>
    fc.array(
      fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(one, other).chain(sessionStep) },
        { weight: 1, arbitrary: definingStep(undefined) },
        {
          weight: 3,
          arbitrary: githubCall.map((call) =>
            toolStep({ component: 'github', session: one, ...call }),
          ),
        },
      ),
      { minLength: 1, maxLength: most, size: 'max' },
    ),
  );
}

/** Calls of all components, in two sessions and without one; mostly few. */
export const recordedSession: Arbitrary<RecordedSession> = fc.record({
  seed: fc.nat({ max: 3 }),
  steps: fc.oneof({ weight: 14, arbitrary: stepsOf(5) }, { weight: 1, arbitrary: stepsOf(24) }),
  answers: fc.array(githubAnswer(PLACE), { minLength: 1, maxLength: 3 }),
});
