import fc, { type Arbitrary } from 'fast-check';
import { anyRequest } from '../arbitraries/any-request.ts';
import { sameAnswer } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { wholeValue } from '../runner/list-in.ts';
import { sameState } from '../runner/same-state.ts';
import type { Step } from '../runner/step.ts';
import { oneSession } from './determinism.ts';

const calls: Arbitrary<Step[]> = fc
  .tuple(oneSession, fc.array(anyRequest, { maxLength: 4 }))
  .map(([some, others]) => [...some, ...others].slice(0, 8));

/** An instance that was reset is as good as a new one. */
export const cleanInstances: WorldLaw<Step[]> = {
  name: 'clean-instances',
  statement:
    'A call in a used and reset instance does the same as in a new one: the same answer, the ' +
    'same changes of state.',
  needs: 'world',
  needsThreads: true,
  runs: { quick: 6, full: 1_000, long: 1_000 },
  values: calls,
  lists: [wholeValue()],
  holds: async (steps, world) => {
    const reset = await world.begin();
    const fresh = await world.begin({ instances: 'fresh' });
    for (const [index, step] of steps.entries()) {
      const answer = await reset.call(step);
      const demanded = await fresh.call(step);
      const isSame =
        sameAnswer(answer, demanded) &&
        sameState(answer.interaction?.state, demanded.interaction?.state);
      if (isSame) continue;
      const state = demanded.interaction?.state;
      throw reset.violation(
        `Call ${index + 1} differs between an instance that was reset and a new one`,
        new Map([[index, { response: demanded, ...(state !== undefined && { state }) }]]),
      );
    }
  },
};
