import fc, { type Arbitrary } from 'fast-check';
import type { StoreFault } from '../../harness/internal.ts';
import { sessionId } from '../arbitraries/session-id.ts';
import { manyWrites, sessionStep } from '../arbitraries/session-step.ts';
import { demandedFailure, reportsFailure } from '../models/store-failure.ts';
import { complaintAbout } from '../models/well-formed-answer.ts';
import { sameAnswer } from '../runner/answer.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { sameState } from '../runner/same-state.ts';
import type { Step } from '../runner/step.ts';

/** Calls, and an operation on the stores that fails on the way. */
interface FailingCalls {
  readonly steps: readonly Step[];
  readonly fault: StoreFault;
}

function fault(last: number): Arbitrary<StoreFault> {
  return fc.record(
    {
      operation: fc.constantFrom('get', 'set', 'delete', 'exists', 'keys'),
      store: fc.constant('default'),
      prefix: fc.constantFrom('', '', 'vfs/', 'mock/'),
      nth: fc.integer({ min: 1, max: last }),
      message: fc.constant('the disk is full'),
    },
    { requiredKeys: ['operation', 'store', 'prefix', 'message'] },
  );
}

const few: Arbitrary<FailingCalls> = fc.record({
  steps: sessionId.chain((session) =>
    fc.array(sessionStep(session), { minLength: 1, maxLength: 8, size: 'medium' }),
  ),
  fault: fault(6),
});

/** Many files, so that a call can fail after much work. */
const many: Arbitrary<FailingCalls> = fc.record({
  steps: sessionId.chain((session) =>
    fc
      .tuple(manyWrites(session), fc.array(sessionStep(session), { minLength: 1, maxLength: 3 }))
      .map((parts) => parts.flat()),
  ),
  fault: fault(40),
});

/** A call whose store failed confirms no change and lists no data. */
export const failingStores: WorldLaw<FailingCalls> = {
  name: 'failing-stores',
  statement:
    'A call during which a store fails reports that in a well-formed answer, unless it does and ' +
    'answers the same as without the failure.',
  needs: 'world',
  runs: { quick: 40, full: 1_000, long: 5_000 },
  values: fc.oneof({ weight: 9, arbitrary: few }, { weight: 1, arbitrary: many }),
  lists: [listAt('steps')],
  holds: async ({ steps, fault: storeFault }, world) => {
    const sound = await world.begin();
    const failing = await world.begin({ storeFaults: [storeFault] });
    for (const [index, step] of steps.entries()) {
      const usual = await sound.call(step);
      const answer = await failing.call(step);
      const isSame =
        sameAnswer(answer, usual) && sameState(answer.interaction?.state, usual.interaction?.state);
      if (isSame) continue;
      const { message } = storeFault;
      const complaint = complaintAbout(step, answer);
      if (complaint === undefined && reportsFailure(step, answer, message)) return;
      const explanation = complaint?.explanation ?? 'does not report the failure of the store';
      // A well-formed answer without a failure would not be the right answer with one.
      const demand = demandedFailure(step, message, answer) ?? complaint?.demand;
      throw failing.violation(
        `The answer to call ${index + 1} ${explanation}`,
        new Map(demand === undefined ? [] : [[index, demand]]),
      );
    }
  },
};
