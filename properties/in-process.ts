import {
  type AppManifest,
  type AppWorld,
  EmbeddedHost,
  type InstanceMode,
  resolveAppWorld,
} from '../harness/index.ts';
import { InProcessRun } from './in-process-run.ts';
import type { Start } from './story.ts';
import { LANES, type ToolWorld } from './subject.ts';

/** An app in this process, with what it has done. */
export interface InProcess extends ToolWorld {
  /** How many calls were made. */
  readonly calls: number;
  close(): Promise<void>;
}

/** Opens an app, each of whose worlds is a law's own. */
export function openInProcess(
  app: AppManifest,
  { workers }: { readonly workers: number },
): InProcess {
  const hosts = new Map<string, EmbeddedHost>();
  const worlds = new Map<string, AppWorld>();
  let calls = 0;
  const hostOf = (mode: InstanceMode, threads: number): EmbeddedHost => {
    const key = `${mode} ${threads}`;
    const open = hosts.get(key) ?? new EmbeddedHost(app, { mode, workers: threads });
    hosts.set(key, open);
    return open;
  };
  // The grants of one app world are sent to a worker only once.
  const appWorldOf = (variables: Start['variables'] = {}): AppWorld => {
    const key = JSON.stringify(Object.entries(variables).sort());
    const values = { world: new Map(Object.entries(variables)), overrides: new Map() };
    const known = worlds.get(key) ?? resolveAppWorld(app, values);
    worlds.set(key, known);
    return known;
  };
  return {
    app: { app, host: hostOf('reset', workers) },
    get calls() {
      return calls;
    },
    begin: async (start = {}) =>
      new InProcessRun(start, {
        host: hostOf(start.instances ?? 'reset', workers),
        // A call that waits for its turn holds its thread, so there must be one for each.
        parallelHost: () => hostOf(start.instances ?? 'reset', Math.max(workers, LANES)),
        appWorld: appWorldOf(start.variables),
        onCall: () => {
          calls += 1;
        },
      }),
    close: async () => {
      await Promise.all([...hosts.values()].map((host) => host.close()));
    },
  };
}
