import fc from 'fast-check';
import { anyRequest } from '../arbitraries/any-request.ts';
import { complaintAbout } from '../models/well-formed-answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { wholeValue } from '../runner/list-in.ts';
import type { Step } from '../runner/step.ts';

/** Every request, after any others, gets an answer that a client can read. */
export const totality: ServiceLaw<Step[]> = {
  name: 'totality',
  statement:
    'Any request, whatever its bytes, gets a well-formed answer, and never a 5xx; a malformed ' +
    'call is refused with 400.',
  needs: 'service',
  runs: { quick: 200, full: 1_000, long: 20_000 },
  values: fc.array(anyRequest, { minLength: 1, maxLength: 6 }),
  lists: [wholeValue()],
  holds: async (steps, service) => {
    const run = await service.begin();
    for (const [index, step] of steps.entries()) {
      const complaint = complaintAbout(step, await run.call(step));
      if (complaint === undefined) continue;
      const { explanation, demand } = complaint;
      throw run.violation(
        `The answer to call ${index + 1} ${explanation}`,
        new Map([[index, demand]]),
      );
    }
  },
};
