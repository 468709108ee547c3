import type { CallCheck, CallChecks, RecordedCall } from '../compare/call-check.ts';
import { capabilitiesAt, recordedCapabilities } from '../compare/capabilities.ts';
import { judgeCall } from '../compare/judge-call.ts';
import { rerunCall } from '../engine/rerun-call.ts';
import type { App } from '../host/app.ts';
import { type AppWorld, resolveAppWorld } from '../host/app-world.ts';
import type { WorldHost } from '../host/host.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { callSeed } from '../world/random.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { type HotReplayed, importAtFault } from './import-at-fault.ts';

/** How calls are replayed while they are recorded. */
export interface HotReplaySettings {
  readonly app: App;
  /** The world that the cassette's header states. */
  readonly world: StartingWorld;
  /** The world in which the calls are recorded, with its secrets and its variables. */
  readonly live: AppWorld;
}

/**
 * Replays calls one by one while their cassette is recorded, in the world that the file describes:
 * a call that is no function of that world is found while its cause can still be told.
 *
 * @throws HarnessError as `resolveAppWorld`, for a header that a replay could not begin with.
 */
export function hotReplay({ app, world, live }: HotReplaySettings): CallCheck {
  const appWorld = resolveAppWorld(app.manifest, { world: world.variables, overrides: new Map() });
  return async (call) => {
    const { interaction } = call;
    const replayed = await replayCall(call, { host: app.host, world, appWorld });
    const known = recordedCapabilities([interaction], world);
    const judged = judgeCall(interaction, replayed.run, {
      place: { step: call.ordinal + 1, line: 1 },
      known: capabilitiesAt(known, interaction),
      manifest: app.manifest,
      used: { hosts: new Set(), stores: new Set(), variables: new Set() },
    });
    const [first] = judged.differences;
    if (first === undefined) return undefined;
    return importAtFault(call, { ...replayed, first, live });
  };
}

/** What a recorder opens for each cassette: the hot replay of these of its calls. */
export function hotReplays(
  app: App,
  of: CallChecks['of'],
): (world: StartingWorld, live: AppWorld) => CallChecks {
  return (world, live) => ({ check: hotReplay({ app, world, live }), of });
}

async function replayCall(
  { interaction, ordinal, seed: stated, replayed }: RecordedCall,
  {
    host,
    world,
    appWorld,
  }: {
    readonly host: WorldHost;
    readonly world: StartingWorld;
    readonly appWorld: AppWorld;
  },
): Promise<Omit<HotReplayed, 'first' | 'live'>> {
  const session = sessionOf(interaction.request);
  const seed = callSeed({ seed: stated ?? world.seed, session, ordinal });
  const start = { at: interaction.at, seed };
  const before = heldNow(interaction, replayed);
  replayed.apply(interaction.given);
  const { grants } = appWorld;
  const run = await rerunCall(host, interaction, { ...start, grants, stores: replayed });
  replayed.apply(run.before);
  replayed.apply(before);
  return { run, start, appWorld };
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
