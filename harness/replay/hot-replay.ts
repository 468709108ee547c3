import type { CallCheck, CallChecks, RecordedCall } from '../compare/call-check.ts';
import { type CallRerun, rerunCall } from '../engine/rerun-call.ts';
import { playInWorker } from '../engine/run-tape.ts';
import type { CallTape } from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import { type AppWorld, resolveAppWorld } from '../host/app-world.ts';
import type { WorldHost } from '../host/host.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import type { CallStart } from '../world/call-sequence.ts';
import { callSeed } from '../world/random.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { importAtFault } from './import-at-fault.ts';
import { differencesOf } from './play-call.ts';

/** How calls are replayed while they are recorded. */
export interface HotReplaySettings {
  readonly app: App;
  /** The world that the cassette's header states. */
  readonly world: StartingWorld;
  /** The world in which the calls are recorded, with its secrets and its variables. */
  readonly live: AppWorld;
}

/**
 * Replays calls one by one while their cassette is recorded, in the world that the file describes.
 * So a call that is not a function of that world is found while its cause can still be determined.
 *
 * @throws HarnessError as `resolveAppWorld`, for a header that a replay could not begin with.
 */
export function hotReplay({ app, world, live }: HotReplaySettings): CallCheck {
  const appWorld = resolveAppWorld(app.manifest, { world: world.variables, overrides: new Map() });
  return async (call) => {
    const start = startOf(call, world);
    const played = await playInWorker(app, tapeOf(call, { start, world }));
    if (played === 'same') return undefined;
    // What differs is run again, call by call, for its cause.
    const run = await replayCall(call, { host: app.host, start, appWorld });
    const step = call.ordinal + 1;
    const [first] = differencesOf(call.interaction, run, { app, world, step });
    if (first !== undefined) return importAtFault(call, { run, start, appWorld, first, live });
    return played === 'differs' ? { import: 'instance', detail: ONE_OF_TWO } : undefined;
  };
}

const ONE_OF_TWO = 'it differed in one of two replays, though every import gave the same';

/** What a recorder opens for each cassette: the hot replay of these of its calls. */
export function hotReplays(
  app: App,
  of: CallChecks['of'],
): (world: StartingWorld, live: AppWorld) => CallChecks {
  return (world, live) => ({ check: hotReplay({ app, world, live }), of });
}

function startOf({ interaction, ordinal, seed: stated }: RecordedCall, world: StartingWorld) {
  const session = sessionOf(interaction.request);
  const seed = callSeed({ seed: stated ?? world.seed, session, ordinal });
  return { at: interaction.at, seed };
}

async function replayCall(
  { interaction, replayed }: RecordedCall,
  {
    host,
    start,
    appWorld,
  }: { readonly host: WorldHost; readonly start: CallStart; readonly appWorld: AppWorld },
): Promise<CallRerun> {
  const before = heldNow(interaction, replayed);
  replayed.apply(interaction.given);
  const { grants } = appWorld;
  const run = await rerunCall(host, interaction, { ...start, grants, stores: replayed });
  replayed.apply(run.before);
  replayed.apply(before);
  return run;
}

/** The call with those contents of the stores that it asked for or wrote. */
function tapeOf(
  { interaction, reads, replayed }: RecordedCall,
  { start, world }: Pick<CallTape, 'start' | 'world'>,
): CallTape {
  const before = heldNow(interaction, replayed);
  replayed.apply(interaction.given);
  const values = new Map<string, Map<string, Uint8Array | null>>();
  const hold = (store: string, key: string): void => {
    const known = values.get(store) ?? new Map<string, Uint8Array | null>();
    values.set(store, known.set(key, replayed.get(store, key)));
  };
  for (const [store, written] of interaction.state)
    for (const key of written.keys()) hold(store, key);
  for (const read of reads) if (read.operation === 'get') hold(read.store, read.key);
  const listed = reads.filter(({ operation }) => operation === 'keys');
  const lists = new Map(listed.map(({ store }) => [store, replayed.keys(store)]));
  replayed.apply(before);
  return { kind: 'call', interaction, start, world, stores: { values, lists } };
}

// What the call is given goes in for its replay only: the recorder decides what its file holds.
function heldNow({ given }: Interaction, replayed: RecordedCall['replayed']) {
  return new Map(
    [...given].map(([store, values]) => [
      store,
      new Map([...values.keys()].map((key) => [key, replayed.get(store, key)])),
    ]),
  );
}
