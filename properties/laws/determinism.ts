import fc, { type Arbitrary } from 'fast-check';
import { sessionId } from '../arbitraries/session-id.ts';
import { sessionStep } from '../arbitraries/session-step.ts';
import { sameAnswer } from '../runner/answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { wholeValue } from '../runner/list-in.ts';
import type { Step } from '../runner/step.ts';

/** Calls in one session. */
export const oneSession: Arbitrary<Step[]> = sessionId.chain((session) =>
  fc.array(sessionStep(session), { minLength: 1, maxLength: 10 }),
);

/** Answers do not depend on chance: repeated calls behave the same. */
export const determinism: ServiceLaw<Step[]> = {
  name: 'determinism',
  statement: 'The same calls, made again from the start, get the same answers, byte for byte.',
  needs: 'service',
  runs: { quick: 30, full: 1_000, long: 8_000 },
  values: oneSession,
  lists: [wholeValue()],
  holds: async (steps, service) => {
    const first = await service.begin();
    const answers = [];
    for (const step of steps) answers.push(await first.call(step));
    // Two more runs, because two equal results may be a coincidence.
    for (let time = 2; time <= 3; time += 1) {
      const again = await service.begin();
      for (const [index, step] of steps.entries()) {
        const answer = await again.call(step);
        const before = answers[index];
        if (before === undefined || sameAnswer(answer, before)) continue;
        throw again.violation(
          `Call ${index + 1} is answered otherwise than the first time`,
          new Map([[index, { response: before }]]),
        );
      }
    }
  },
};
