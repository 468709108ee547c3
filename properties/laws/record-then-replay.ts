import { placeText } from '../../harness/internal.ts';
import { type RecordedSession, recordedSession } from '../arbitraries/recorded-session.ts';
import type { WorldLaw } from '../runner/law.ts';
import { listAt } from '../runner/list-in.ts';
import { judgedRecording, recordedCassette } from '../runner/recorded-cassette.ts';
import { Violation } from '../runner/violation.ts';

/** A replay repeats the recording. */
export const recordThenReplay: WorldLaw<RecordedSession> = {
  name: 'record-then-replay',
  statement:
    'Calls that are recorded, written to a file, read back and replayed do the same to the byte.',
  needs: 'world',
  runs: { quick: 40, full: 1_000, long: 3_000 },
  values: recordedSession,
  lists: [listAt('steps', 1), listAt('answers')],
  holds: async (session, world) => {
    const cassette = await recordedCassette(world, session);
    if (cassette === undefined) return;
    const { verdict, differences } = await judgedRecording(world.app, cassette);
    if (verdict === 'same') return;
    const [first] = differences;
    const where = first && placeText(first.where);
    const what = `${where}: recorded ${first?.recorded}, now ${first?.actual}`;
    throw new Violation(`The replay is ${verdict}, ${what}`, undefined, cassette);
  },
};
