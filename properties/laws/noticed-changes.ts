import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { type CassetteFile, HarnessError, RecordedOutbound } from '../../harness/internal.ts';
import { type RecordedSession, recordedSession } from '../arbitraries/recorded-session.ts';
import { type ChangePlace, changedAt } from '../models/cassette-change.ts';
import type { WorldLaw } from '../runner/law.ts';
import { type ListIn, listAt, listWithin } from '../runner/list-in.ts';
import { judgedRecording, recordedAgain, recordedCassette } from '../runner/recorded-cassette.ts';
import { Violation } from '../runner/violation.ts';
import type { LawApp } from '../subjects/subject.ts';

/** A recorded session, and the change that is made to it. */
interface ChangedSession {
  readonly session: RecordedSession;
  readonly place: ChangePlace;
}

/** The calls; the changed one stays the same while others are left out. */
const calls: ListIn<ChangedSession> = {
  ...listWithin<ChangedSession, 'session'>('session', listAt('steps', 1)),
  without: ({ session, place }, index) => {
    const { steps } = session;
    const fromLast = place.fromLast % steps.length;
    const isLater = index > steps.length - 1 - fromLast;
    return {
      session: { ...session, steps: steps.toSpliced(index, 1) },
      place: { ...place, fromLast: isLater ? fromLast - 1 : fromLast },
    };
  },
};

/** The judge of replays is not blind. */
export const noticedChanges: WorldLaw<ChangedSession> = {
  name: 'noticed-changes',
  statement:
    'Any change to the recorded outcome of a call makes its replay differ; a change to the world ' +
    'that the call found does so exactly if the call, run again, does not do as recorded.',
  needs: 'world',
  runs: { quick: 25, full: 1_000, long: 2_000 },
  values: fc.record({
    session: recordedSession,
    place: fc.record({ fromLast: fc.nat(), choice: fc.nat(), byte: fc.nat({ max: 400 }) }),
  }),
  lists: [calls, listWithin('session', listAt('answers'))],
  holds: async ({ session, place }, world) => {
    const cassette = await recordedCassette(world, session);
    if (cassette === undefined) return;
    const { app } = world;
    const chosen = changedAt(cassette, place);
    const { where, kind } = chosen;
    const { verdict } = await judgedRecording(app, chosen.cassette);
    const makesNothing = kind === 'found' && (await holdsTrue(app, chosen.cassette));
    if ((verdict === 'same') === makesNothing) return;
    const finding = makesNothing ? 'changes nothing, and the replay is' : 'is judged';
    const explanation = `The change of ${where} ${finding} ${verdict}`;
    throw new Violation(explanation, undefined, chosen.cassette);
  },
};

/** Whether the calls of a cassette behave in its world as recorded. */
async function holdsTrue(app: LawApp, cassette: CassetteFile): Promise<boolean> {
  try {
    const again = await recordedAgain(app, cassette, new RecordedOutbound([]));
    return isDeepStrictEqual(again.entries.map(deedsOf), cassette.entries.map(deedsOf));
  } catch (error) {
    // It sends other requests now, so the changed answers no longer belong to its requests.
    if (error instanceof HarnessError && error.code === 'not-reproducible') return false;
    throw error;
  }
}

/** The outcome of a call, without the world that it found. */
function deedsOf({ response, state, exchanges }: CassetteFile['entries'][number]) {
  return structuredClone({ response, state, requests: exchanges.map(({ request }) => request) });
}
