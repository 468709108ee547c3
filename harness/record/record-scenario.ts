import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import { requireSecrets, resolveAppWorld } from '../host/app-world.ts';
import type { Host } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { callTime } from '../scenario/call-time.ts';
import { withMockInStore } from '../scenario/starting-mock.ts';
import { startingStore } from '../scenario/starting-store.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { checkWithCanary } from './canary.ts';
import { callLive, type LiveCall, type LiveWorld } from './live-caller.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';

/** What a scenario is recorded with. */
export interface RecordingApp {
  readonly app: AppManifest;
  readonly host: Host;
  readonly outbound: OutboundHttp;
  /** Values of app variables from the command line and the environment. */
  readonly overrides: ReadonlyMap<string, string>;
  /** What each component was built from, by id. */
  buildKey(component: string): Promise<string>;
  /** The component that a path is routed to. */
  componentFor(path: string): string | undefined;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
}

/** A scenario to record. */
export interface ScenarioInput {
  readonly scenario: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** Why what looks like a secret may be recorded, by place, besides what the scenario says. */
  readonly allowed?: ReadonlyMap<string, string> | undefined;
}

/**
 * Runs a scenario in the live world and gives the cassette of what happened.
 *
 * @throws HarnessError `not-reproducible` for a call that has no result that could be recorded, and
 * for written exchanges that are not those of the call; `secret-found` when the cassette would hold
 * a secret; and what {@link checkWithCanary} throws.
 */
export async function recordScenario(
  recording: RecordingApp,
  { scenario, file, allowed: given }: ScenarioInput,
): Promise<CassetteFile> {
  const { allowedSecrets, ...named } = scenario.header;
  const live = await liveWorld(recording, { scenario, file });
  const { starting } = live;
  const world = { ...starting, variables: live.variables };
  const allowed = new Map([...(allowedSecrets ?? []), ...(given ?? [])]);
  const guard = new SecretGuard({ secrets: live.world.appWorld.secrets, allowed });
  guard.checkHeader({ ...named, world, allowedSecrets: allowed }, { file });
  const replayed = new MemoryKeyValue(live.store);
  const entries: CassetteEntry[] = [];
  for (const [index, step] of scenario.entries.entries()) {
    live.world.keyValue.apply(step.given);
    const answers = step.exchanges.length > 0 ? new RecordedOutbound(step.exchanges) : undefined;
    const at = callTime(starting, step, index);
    const call = await callLive(step.request, live.world, { at, replayed, outbound: answers });
    if (answers !== undefined) requireUsed(answers, { file, line: step.line });
    const interaction = answered(call, { file, line: step.line });
    guard.checkInteraction(interaction, index + 1, { file, line: step.line });
    replayed.apply(interaction.given);
    replayed.apply(interaction.state);
    entries.push({ ...interaction, line: step.line });
  }
  const used = [...allowed].filter(([place]) => guard.used.has(place));
  const header = {
    ...named,
    app: { name: recording.app.name, build: await buildKeys(recording, scenario) },
    world,
    ...(used.length === 0 ? {} : { allowedSecrets: new Map(used) }),
  };
  const cassette = { header, entries };
  await checkWithCanary(recording, { cassette, file });
  return cassette;
}

async function liveWorld(recording: RecordingApp, { scenario, file }: ScenarioInput) {
  const { app, host, outbound, overrides } = recording;
  const { world: written } = scenario.header;
  refuseFaults(written, file);
  const appWorld = resolveAppWorld(app, { world: written.variables, overrides });
  requireSecrets(appWorld, file);
  const world = await withMockInStore(written, { host, appWorld, file });
  const sessions = scenario.entries.map(({ request }) => sessionOf(request));
  const store = startingStore(world, {
    sessions: new Set(sessions.filter((session) => session !== undefined)),
    contract: appWorld.variables.app.get('contract'),
    file,
  });
  const keyValue = new MemoryKeyValue(store);
  const sequence = new CallSequence(world.seed, () => recording.now());
  const liveWorld: LiveWorld & { keyValue: MemoryKeyValue } = {
    host,
    appWorld,
    sequence,
    keyValue,
    outbound,
    keep: world.keep,
  };
  const variables = statedVariables(world, overrides, appWorld.variables.app);
  return { world: liveWorld, starting: world, store, variables };
}

// A cassette holds what a real store gave, and a real store fails when it will.
function refuseFaults({ storeFaults = [] }: StartingWorld, file: string): void {
  if (storeFaults.length === 0) return;
  throw new HarnessError({
    code: 'not-reproducible',
    problem: 'Failed to record the scenario: it demands faults of the key-value stores',
    next: 'Run it with `spintape run`; only scenarios without store-faults are recorded.',
    file,
  });
}

// What a replay needs: the values that differ from the app's defaults, with stand-ins for secrets.
function statedVariables(
  world: StartingWorld,
  overrides: ReadonlyMap<string, string>,
  resolved: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = [...new Set([...world.variables.keys(), ...overrides.keys()])].sort();
  return new Map(
    names.map((name) => [name, resolved.get(name) ?? world.variables.get(name) ?? '']),
  );
}

async function buildKeys(
  recording: RecordingApp,
  scenario: CassetteFile,
): Promise<ReadonlyMap<string, string>> {
  const routed = scenario.entries.map(({ request }) => recording.componentFor(request.path));
  const components = [...new Set(routed.filter((id) => id !== undefined))].sort();
  const keys = await Promise.all(components.map((id) => recording.buildKey(id)));
  return new Map(components.map((id, index) => [id, keys[index] ?? '']));
}

// What the app would do instead is not what the scenario is about, and must not pass for it.
function requireUsed(answers: RecordedOutbound, place: { file: string; line: number }): void {
  const [unmatched] = answers.unmatched;
  const [unused] = answers.unused();
  if (unmatched === undefined && unused === undefined) return;
  const request = unmatched?.request ?? unused?.request;
  const reason = unmatched === undefined ? 'never sends' : 'sends, with no written answer,';
  throw new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: it ${reason} ${request?.method} ${request?.url}`,
    next: 'Write the exchanges with the method, URL, headers and body that the component sends.',
    ...place,
  });
}

function answered(call: LiveCall, place: { file: string; line: number }) {
  if (call.interaction !== undefined) return call.interaction;
  const { outcome } = call;
  const reason = outcome.kind === 'failed' ? outcome.message : 'no route of the app takes its path';
  throw new HarnessError({
    code: 'not-reproducible',
    problem: `Failed to record the call: ${reason}`,
    next: 'A call that fails in this way has no result to record; mend the component or the call.',
    ...place,
  });
}
