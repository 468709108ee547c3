import type { CallCheck } from '../difference/call-check.ts';
import type { AppWorld } from '../host/app-world.ts';
import type { Host } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { StartingWorld } from '../world/starting-world.ts';

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
  /** Secret variables whose values components get; see `callExposed`. None unless given. */
  readonly exposed?: ReadonlySet<string> | undefined;
  /**
   * Opens what replays each call at once, for a cassette of a world; calls are not replayed unless
   * it is given.
   */
  openCheck?(world: StartingWorld, live: AppWorld): CallCheck;
}

/** The key of the build of each component that takes one of these paths, sorted by component. */
export async function buildKeys(
  recording: RecordingApp,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const routed = paths.map((path) => recording.componentFor(path));
  const components = [...new Set(routed.filter((id) => id !== undefined))].sort();
  const keys = await Promise.all(components.map((id) => recording.buildKey(id)));
  return new Map(components.map((id, index) => [id, keys[index] ?? '']));
}
