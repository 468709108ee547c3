import {
  type AppManifest,
  type AppWorld,
  EmbeddedHost,
  type Host,
  type InstanceMode,
  resolveAppWorld,
} from '../harness/index.ts';
import { InProcessRun } from './in-process-run.ts';
import type { Start } from './story.ts';
import { LANES, type ToolWorld } from './subject.ts';

/** An app in this process, with what it has done. */
export interface InProcess extends ToolWorld {
  /** How many calls were made through this view. */
  readonly calls: number;
  /** The same app with a count of its own. */
  view(): InProcess;
  close(): Promise<void>;
}

/**
 * Opens an app, each of whose worlds is a law's own.
 *
 * @param settings `variables`: values of app variables, where a law gives no other
 */
export function openInProcess(
  app: AppManifest,
  settings: {
    readonly workers: number;
    readonly variables?: Readonly<Record<string, string>> | undefined;
  },
): InProcess {
  const { workers, variables: usual } = settings;
  const hosts = new Map<string, EmbeddedHost>();
  const worlds = new Map<string, AppWorld>();
  const hostOf = (mode: InstanceMode, use: 'usual' | 'parallel' = 'usual'): EmbeddedHost => {
    const key = `${mode} ${use}`;
    const threads = use === 'usual' ? workers : LANES;
    const open = hosts.get(key) ?? new EmbeddedHost(app, { mode, workers: threads });
    hosts.set(key, open);
    return open;
  };
  // A call that waits for its turn holds its thread, so there must be one for each: two groups of
  // calls at a time could wait for each other's threads for ever.
  let lastGroup: Promise<unknown> = Promise.resolve();
  const aloneOn = <Result>(mode: InstanceMode, run: (host: Host) => Promise<Result>) => {
    const group = lastGroup.then(() => run(hostOf(mode, 'parallel')));
    lastGroup = group.catch(() => undefined);
    return group;
  };
  // The grants of one app world are sent to a worker only once.
  const appWorldOf = (variables: Start['variables'] = {}): AppWorld => {
    const key = JSON.stringify(Object.entries(variables).sort());
    const values = { world: new Map(Object.entries(variables)), overrides: new Map() };
    const known = worlds.get(key) ?? resolveAppWorld(app, values);
    worlds.set(key, known);
    return known;
  };
  const host = hostOf('reset');
  const view = (): InProcess => {
    let calls = 0;
    return {
      app: { app, host },
      get calls() {
        return calls;
      },
      begin: async (given = {}) => {
        const variables = { ...usual, ...given.variables };
        const hasVariables = Object.keys(variables).length > 0;
        const start = hasVariables ? { ...given, variables } : given;
        const mode = start.instances ?? 'reset';
        return new InProcessRun(start, {
          host: hostOf(mode),
          alone: (run) => aloneOn(mode, run),
          appWorld: appWorldOf(start.variables),
          onCall: () => {
            calls += 1;
          },
        });
      },
      view,
      close: async () => {
        await Promise.all([...hosts.values()].map((each) => each.close()));
      },
    };
  };
  return view();
}
