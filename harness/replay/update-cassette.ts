import type {
  CassetteEntry,
  CassetteFile,
  CassetteHeader,
  RecordedApp,
} from '../cassette/cassette-file.ts';
import { failureOf } from '../compare/judgement.ts';
import type { UpdatedCalls, UpdateObstacle } from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import type { FileJudgement } from '../tool-call/verdict.ts';
import type { ReplayInput } from './replay-cassette.ts';
import { replayCassette } from './replay-cassette.ts';
import { type RanCall, runCassette } from './run-cassette.ts';

/** A replay, and the cassette as the app would have it. */
export interface CassetteUpdate extends UpdatedCalls {
  readonly replay: FileJudgement;
}

/**
 * Replays a cassette and, where something differs, makes the cassette of what the app does now:
 * results, state, and exchanges that are no longer asked for. What needs an answer of the real
 * world cannot be made up, so a file with a request that is not recorded must be recorded again.
 * The new cassette was replayed and found the same.
 *
 * @throws HarnessError as `replayCassette` does.
 */
export async function updateCassette(app: App, input: ReplayInput): Promise<CassetteUpdate> {
  const { updated, ...update } = await updatedCalls(app, input);
  return updated === undefined ? update : { ...update, updated: await ofThisBuild(app, updated) };
}

/** As {@link updateCassette}, but with the builds that the old cassette names. */
export async function updatedCalls(
  app: App,
  { cassette, file, onCall }: ReplayInput,
): Promise<CassetteUpdate> {
  const replay = await replayCassette(app, { cassette, file, onCall });
  if (replay.verdict === 'same') return { replay };
  const entries: CassetteEntry[] = [];
  const calls = runCassette(app, { cassette, file, startsFrom: 'state-of-the-run' });
  for await (const ran of calls) {
    const entry = updatedEntry(ran, cassette.header);
    if ('why' in entry) return { replay, blocked: entry };
    entries.push(entry);
  }
  const updated: CassetteFile = { header: cassette.header, entries };
  const again = await replayCassette(app, { cassette: updated, file });
  if (again.verdict === 'same') return { replay, updated };
  const step = again.differences[0]?.step ?? 1;
  return { replay, blocked: { step, why: 'what it does differs from run to run' } };
}

/**
 * A cassette with the name of the app, and the builds of its components, that are recorded now.
 *
 * @throws HarnessError when a component is missing or cannot be loaded.
 */
export async function ofThisBuild(
  app: App,
  { header, entries }: CassetteFile,
): Promise<CassetteFile> {
  const recorded = header.app && (await updatedApp(app, header.app));
  return { header: { ...header, ...(recorded && { app: recorded }) }, entries };
}

function updatedEntry(
  { interaction, run, place }: RanCall,
  { compares }: CassetteHeader,
): CassetteEntry | UpdateObstacle {
  const { step, line } = place;
  if (run.outcome.kind !== 'answered') {
    return { step, why: `it has no result: ${failureOf(run.outcome).message}` };
  }
  const [unmatched] = run.unmatched;
  if (unmatched !== undefined) {
    const { method, url } = unmatched.request;
    return { step, why: `no recorded answer for ${method} ${url}` };
  }
  // What the app does in a replay is a function of the recorded world, as the next replay shows.
  const { unreproducible: _, printed: _printed, refused: _refused, ...reproduced } = interaction;
  const { denied = [] } = run.outcome;
  return {
    ...reproduced,
    line,
    response: run.outcome.response,
    exchanges: interaction.exchanges.filter((exchange) => !run.unused.includes(exchange)),
    given: run.given,
    state: run.state,
    ...(denied.length > 0 && compares?.includes('refused') ? { refused: denied } : {}),
  };
}

// Components that the cassette does not name were not recorded.
async function updatedApp({ manifest, host }: App, recorded: RecordedApp): Promise<RecordedApp> {
  const build = new Map<string, string>();
  for (const [id, key] of recorded.build) {
    build.set(id, manifest.components.has(id) ? await host.buildKey(id) : key);
  }
  return { name: manifest.name, build };
}
