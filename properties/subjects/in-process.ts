import type { AppManifest, EmbeddedHost, WorldHost } from '../../harness/internal.ts';
import { AppHosts } from './app-hosts.ts';
import { InProcessRun } from './in-process-run.ts';
import type { ToolWorld } from './subject.ts';

/** An app in this process, with a count of its calls. */
export interface InProcess extends ToolWorld {
  /** How many calls were made through this view. */
  readonly calls: number;
  /** The same app with a count of its own. */
  view(): InProcess;
  close(): Promise<void>;
}

/**
 * Opens an app whose worlds are not shared between laws.
 *
 * @param settings `variables`: values of app variables that a law does not set
 */
export function openInProcess(
  app: AppManifest,
  settings: {
    readonly workers: number;
    readonly variables?: Readonly<Record<string, string>> | undefined;
  },
): InProcess {
  const hosts = new AppHosts(app, settings.workers);
  const variables = new Map(Object.entries(settings.variables ?? {}));
  const view = (): InProcess => {
    let calls = 0;
    const onCall = (): void => {
      calls += 1;
    };
    return {
      app: { manifest: app, host: counted(hosts.usual('reset'), onCall), variables },
      get calls() {
        return calls;
      },
      begin: async (given = {}) => {
        const variables = { ...settings.variables, ...given.variables };
        const hasVariables = Object.keys(variables).length > 0;
        const start = hasVariables ? { ...given, variables } : given;
        const mode = start.instances ?? 'reset';
        return new InProcessRun(start, {
          host: hosts.usual(mode),
          alone: (run) => hosts.alone(mode, run),
          appWorld: hosts.world(start.variables),
          onCall,
        });
      },
      view,
      close: () => hosts.close(),
    };
  };
  return view();
}

/** The host, whose calls are counted when a law makes them without a run. */
function counted(host: EmbeddedHost, onCall: () => void): WorldHost {
  return {
    call: (request, world) => {
      onCall();
      return host.call(request, world);
    },
    counters: () => host.counters(),
    close: () => host.close(),
    componentFor: (path) => host.componentFor(path),
    buildKey: (component) => host.buildKey(component),
  };
}
