import fc, { type Arbitrary } from 'fast-check';
import { manySessionIds, sessionIds } from '../arbitraries/session-id.ts';
import { definingStep, manyWrites, sessionStep } from '../arbitraries/session-step.ts';
import { sameAnswer } from '../runner/answer.ts';
import type { ServiceLaw } from '../runner/law.ts';
import { wholeValue } from '../runner/list-in.ts';
import { type Step, sessionOfStep, toolStep } from '../runner/step.ts';

/** Calls of these sessions, mixed with calls without a session, which may affect all sessions. */
function interleavingOf(ids: readonly string[], most: number): Arbitrary<Step[]> {
  return fc.array(
    fc.oneof(
      { weight: 8, arbitrary: fc.constantFrom(...ids).chain(sessionStep) },
      { weight: 1, arbitrary: definingStep(undefined) },
    ),
    { minLength: 2, maxLength: most },
  );
}

/** Many sessions write a file each, and look for it when all have. */
const crowd: Arbitrary<Step[]> = manySessionIds.chain((ids) =>
  fc
    .tuple(fc.shuffledSubarray(ids, { minLength: ids.length }), interleavingOf(ids, 4))
    .map(([looking, others]) => [
      ...ids.map((session) =>
        fileStep(session, 'write_file', { file_path: 'a', content: session }),
      ),
      ...others,
      ...looking.map((session) => fileStep(session, 'list_files', {})),
    ]),
);

function fileStep(session: string, tool: string, args: object): Step {
  return toolStep({ component: 'vfs', session, tool, args });
}

/** Calls of two sessions and more: mostly few, seldom of many sessions, or with many files. */
const interleaving: Arbitrary<Step[]> = fc.oneof(
  { weight: 11, arbitrary: sessionIds.chain((ids) => interleavingOf(ids, 12)) },
  { weight: 3, arbitrary: crowd },
  {
    weight: 1,
    arbitrary: sessionIds.chain((ids) =>
      fc
        .tuple(fc.constantFrom(...ids).chain(manyWrites), interleavingOf(ids, 6))
        .map((parts) => parts.flat()),
    ),
  },
);

/** Non-interference: a session cannot notice what other sessions do. */
export const sessionIsolation: ServiceLaw<Step[]> = {
  name: 'session-isolation',
  statement:
    'Any interleaving of sessions gives each session the answers that it would get alone; calls ' +
    'without a session may affect all sessions.',
  needs: 'service',
  runs: { quick: 40, full: 1_000, long: 8_000 },
  values: interleaving,
  lists: [wholeValue()],
  holds: async (steps, service) => {
    const together = await service.begin();
    const answers = [];
    for (const step of steps) answers.push(await together.call(step));
    for (const session of new Set(steps.map(sessionOfStep))) {
      if (session === undefined) continue;
      const alone = await service.begin();
      for (const [index, step] of steps.entries()) {
        const own = sessionOfStep(step);
        if (own !== undefined && own !== session) continue;
        const answer = await alone.call(step);
        const before = answers[index];
        if (own === undefined || before === undefined || sameAnswer(answer, before)) continue;
        throw together.violation(
          `Call ${index + 1} is answered otherwise than where no other session makes a call`,
          new Map([[index, { response: answer }]]),
        );
      }
    }
  },
};
