import type {
  App,
  AppWorld,
  HttpRequest,
  InstanceMode,
  WorldHost,
} from '../../harness/internal.ts';
import type { Start } from '../runner/trace.ts';
import { InProcessRun } from './in-process-run.ts';
import type { LawApp, ToolWorld, WorldRun, WorldStart } from './subject.ts';

/** What the worlds of an app run on. */
export interface WorldHosts {
  /** The host for calls that run one after another or in parallel with those of other laws. */
  usual(mode: InstanceMode): WorldHost;
  /** Gives a host with a thread for each call of a group, for exclusive use. */
  alone<Result>(mode: InstanceMode, run: (host: WorldHost) => Promise<Result>): Promise<Result>;
  /** The app with these variables. */
  world(variables: Start['variables']): AppWorld;
}

/** The worlds of an app, with a count of the calls in them. */
export class CountedWorld implements ToolWorld {
  readonly app: LawApp;
  readonly #hosts: WorldHosts;
  readonly #variables: Readonly<Record<string, string>>;
  #calls = 0;

  /** @param variables values of app variables that a law does not set */
  constructor(
    { manifest, host }: App,
    hosts: WorldHosts,
    variables: Readonly<Record<string, string>>,
  ) {
    const calls = { made: () => this.count(1) };
    this.app = { manifest, host: counted(host, calls), variables: new Map(entries(variables)) };
    this.#hosts = hosts;
    this.#variables = variables;
  }

  /** How many calls were made. */
  get calls(): number {
    return this.#calls;
  }

  async begin(given: WorldStart = {}): Promise<WorldRun> {
    const variables = { ...this.#variables, ...given.variables };
    const start = entries(variables).length > 0 ? { ...given, variables } : given;
    const { instances: mode = 'reset' } = start;
    return new InProcessRun(start, {
      host: this.#hosts.usual(mode),
      alone: (run) => this.#hosts.alone(mode, run),
      appWorld: this.#hosts.world(start.variables),
      onCall: () => this.count(1),
    });
  }

  /** Counts calls that were made for this world elsewhere. */
  count(calls: number): void {
    this.#calls += calls;
  }
}

const { entries } = Object;

/** The host, whose calls are counted when a law makes them without a run. */
function counted(host: WorldHost, calls: { made(): void }): WorldHost {
  return {
    call: (request: HttpRequest, world) => {
      calls.made();
      return host.call(request, world);
    },
    counters: () => host.counters(),
    close: () => host.close(),
    componentFor: (path) => host.componentFor(path),
    buildKey: (component) => host.buildKey(component),
  };
}
