import type { CassetteFile } from '../cassette/cassette-file.ts';
import { openWorld } from '../engine/open-world.ts';
import { requireRoutes } from '../engine/starting/require-known.ts';
import { HarnessError } from '../errors.ts';
import type { App } from '../host/app.ts';
import { type AppWorld, requireSecrets } from '../host/app-world.ts';
import { reachableComponents } from '../host/reachable-components.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { templateVariables } from '../world/template.ts';
import type { LiveWorld } from './live-run.ts';
import type { Recording } from './recording.ts';
import { requireOwnHosts } from './require-own-hosts.ts';

/** The live world of a scenario, before its first call. */
export interface ScenarioWorld {
  readonly live: LiveWorld & { readonly keyValue: MemoryKeyValue };
  /** As the header of the cassette states it, with placeholders for secrets. */
  readonly stated: StartingWorld;
  /** The initial contents of the key-value stores. */
  readonly store: StoreSnapshot;
}

/**
 * Makes the world that a scenario describes.
 *
 * @throws HarnessError `cassette-invalid` for what the app does not know, `variable-undefined` for
 *   a secret without a value, `usage` for stores with injected faults.
 */
export async function openScenarioWorld(
  recording: Recording,
  scenario: CassetteFile,
  file: string,
): Promise<ScenarioWorld> {
  const { outbound, overrides } = recording;
  const { host } = recording.app;
  const { world: written } = scenario.header;
  refuseFaults(written, file);
  requireRoutes(scenario, (path) => host.componentFor(path), file);
  const { appWorld, world, store } = await openWorld(recording.app, {
    world: written,
    file,
    sessions: scenario.entries.map(({ request }) => sessionOf(request)),
    overrides,
    givenIn: 'recording',
  });
  requireSecrets(appWorld, file);
  if (recording.isOffline !== true) {
    requireOwnHosts({ overrides, written, appWorld }, file);
  }
  const live = {
    isRecorded: true,
    host,
    appWorld,
    sequence: new CallSequence(world.seed, () => recording.now()),
    keyValue: new MemoryKeyValue(store),
    outbound,
    keep: world.keep,
    exposed: recording.exposed,
    sinks: recording.sinks,
    isOffline: recording.isOffline,
    keepLogs: recording.keepLogs,
    onNotes: recording.onNotes,
  };
  const variables = statedVariables(
    [...world.variables.keys(), ...neededNames(recording, appWorld, scenario)],
    { ...world, resolved: appWorld.variables.app },
  );
  return { live, stated: { ...world, variables }, store };
}

// A cassette holds the results of a real store, which does not fail on demand.
function refuseFaults({ storeFaults = [] }: StartingWorld, file: string): void {
  if (storeFaults.length === 0) return;
  throw new HarnessError({
    code: 'usage',
    problem: 'Failed to record the scenario: it injects faults into the key-value stores',
    next: 'Run it with `spintape run`; only scenarios without store-faults are recorded.',
    file,
  });
}

// The variables that a replay needs: values that differ from the app's defaults, with placeholders
// for secrets.
function statedVariables(
  names: readonly string[],
  {
    variables,
    resolved,
  }: Pick<StartingWorld, 'variables'> & { resolved: StartingWorld['variables'] },
): ReadonlyMap<string, string> {
  return new Map(
    [...new Set(names)]
      .sort()
      .map((name) => [name, resolved.get(name) ?? variables.get(name) ?? '']),
  );
}

/** Environment variables that may affect a replay. Others on the machine do not change the file. */
function neededNames(recording: Recording, appWorld: AppWorld, scenario: CassetteFile): string[] {
  const felt = feltVariables(recording.app, appWorld, scenario);
  return [...recording.overrides.keys()].filter((name) => felt.has(name));
}

/**
 * Names of the variables that may affect calls: those of components that the calls go to or may
 * reach, those without which no component starts, and the contract, which determines how starting
 * files are stored.
 */
export function feltVariables(
  { manifest, host }: App,
  { grants }: Pick<AppWorld, 'grants'>,
  { entries }: Pick<CassetteFile, 'entries'>,
): ReadonlySet<string> {
  const called = entries.map(({ request }) => host.componentFor(request.path));
  const named = called.filter((id) => id !== undefined);
  const reached = reachableComponents(named, manifest.components.keys(), grants);
  const templates = reached.flatMap((id) => {
    const component = manifest.components.get(id);
    return [...(component?.variables.values() ?? []), ...(component?.allowedOutboundHosts ?? [])];
  });
  const required = [...manifest.variables].flatMap(([name, { required }]) =>
    required ? [name] : [],
  );
  return new Set(['contract', ...required, ...templates.flatMap(templateVariables)]);
}
