import type { CallChecks } from '../compare/call-check.ts';
import type { App } from '../host/app.ts';
import type { AppWorld } from '../host/app-world.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { SecretSinks } from '../world/secrets/refused-placeholder.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/** The setting in which a scenario is recorded. */
export interface Recording {
  readonly app: App;
  readonly outbound: OutboundHttp;
  /** Values of app variables from the command line and the environment. */
  readonly overrides: ReadonlyMap<string, string>;
  /** The time, in milliseconds since the Unix epoch. */
  now(): number;
  /** Secret variables whose values components get; see `callExposed`. Default: none. */
  readonly exposed?: ReadonlySet<string> | undefined;
  /** Where secrets may go other than header values. Default: nowhere. */
  readonly sinks?: SecretSinks | undefined;
  /** Whether `outbound` reaches no network, so that no secret can leave. Default: it may. */
  readonly isOffline?: boolean | undefined;
  /** Whether the cassette keeps what components print. Default: it does not. */
  readonly keepLogs?: boolean | undefined;
  /** Called after each call in which components printed or were denied something. */
  readonly onNotes?: ((call: CallNotes) => void) | undefined;
  /** Opens the hot replay of calls in a world. */
  openChecks(world: StartingWorld, live: AppWorld): CallChecks;
}

/** The key of the build of each component that takes one of these paths, sorted by component. */
export async function buildKeys(
  { host }: App,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const routed = paths.map((path) => host.componentFor(path));
  const components = [...new Set(routed.filter((id) => id !== undefined))].sort();
  const keys = await Promise.all(components.map((id) => host.buildKey(id)));
  return new Map(components.map((id, index) => [id, keys[index] ?? '']));
}
