import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import type { CallPlace } from '../compare/call-place.ts';
import { openWorld } from '../engine/open-world.ts';
import { type CallRerun, rerunCall } from '../engine/rerun-call.ts';
import { HarnessError } from '../errors.ts';
import type { App } from '../host/app.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';

/** A cassette to run. */
export interface RunInput {
  readonly cassette: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /**
   * What a call starts from: the state that was recorded, so that one difference does not make all
   * later calls differ, or the state that the run has come to.
   */
  readonly startsFrom: 'recorded-state' | 'state-of-the-run';
}

/** A call of a cassette that was run again, and where it is in its file. */
export interface RanCall {
  readonly interaction: Interaction;
  readonly run: CallRerun;
  readonly place: CallPlace;
}

/**
 * Runs the calls of a cassette again, one after another, inside the world that was recorded.
 * Outbound HTTP is answered from the cassette; the network is never reached.
 *
 * @throws HarnessError `cassette-invalid` for a call without a recorded response, and what the
 * host's calls throw.
 */
export async function* runCassette(
  app: App,
  { cassette, file, startsFrom }: RunInput,
): AsyncGenerator<RanCall, void, undefined> {
  const interactions = recordedInteractions(cassette, file);
  const { world } = cassette.header;
  const sessions = interactions.map(({ request }) => sessionOf(request));
  const { appWorld, store } = await openWorld(app, {
    ...{ world, file, sessions, isRecorded: true },
    givenIn: 'cassette',
  });
  const stores = new RunStores(store, startsFrom);
  const sequence = new CallSequence(world.seed, () => 0);
  for (const [index, interaction] of interactions.entries()) {
    const start = sequence.next(sessions[index], interaction.at);
    const { grants } = appWorld;
    const run = await rerunCall(app.host, interaction, {
      ...start,
      grants,
      ...stores.begin(interaction),
    });
    yield {
      place: { step: index + 1, line: cassette.entries[index]?.line ?? 1 },
      interaction,
      run,
    };
    stores.end(interaction, run);
  }
}

/** The key-value stores from call to call. */
class RunStores {
  readonly #values: MemoryKeyValue;
  // What a replay of what was run so far would hold, where that is not what the next call gets.
  readonly #replayed: MemoryKeyValue | undefined;

  constructor(start: StoreSnapshot, startsFrom: RunInput['startsFrom']) {
    this.#values = new MemoryKeyValue(start);
    if (startsFrom === 'state-of-the-run') this.#replayed = new MemoryKeyValue(start);
  }

  begin({ given }: Interaction) {
    this.#values.apply(given);
    return { stores: this.#values, replayed: this.#replayed };
  }

  end(interaction: Interaction, { before, given, state }: CallRerun): void {
    if (this.#replayed === undefined) {
      this.#values.apply(before);
      this.#values.apply(interaction.state);
    } else {
      this.#replayed.apply(given);
      this.#replayed.apply(state);
    }
  }
}

/**
 * The calls of a cassette.
 *
 * @throws HarnessError `cassette-invalid` for one that has no time or no response.
 */
export function recordedInteractions({ entries }: CassetteFile, file: string): Interaction[] {
  return entries.map((entry) => recorded(entry, file));
}

function recorded(entry: CassetteEntry, file: string): Interaction {
  const { at, response } = entry;
  if (at !== undefined && response !== undefined) return { ...entry, at, response };
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to replay the call: it has no ${at === undefined ? 'time' : 'result'}`,
    next: 'A scenario is recorded with `spintape record` before it can be replayed.',
    file,
    line: entry.line,
  });
}
