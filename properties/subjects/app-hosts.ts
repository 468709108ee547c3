import {
  type AppManifest,
  type AppWorld,
  EmbeddedHost,
  type InstanceMode,
  resolveAppWorld,
  type WorldHost,
} from '../../harness/internal.ts';
import type { Start } from '../runner/trace.ts';
import { LANES } from './subject.ts';

/** The hosts of an app, opened when there is work for them, and its worlds by their variables. */
export class AppHosts {
  readonly #app: AppManifest;
  readonly #workers: number;
  readonly #hosts = new Map<string, EmbeddedHost>();
  readonly #worlds = new Map<string, AppWorld>();
  #lastGroup: Promise<unknown> = Promise.resolve();

  constructor(app: AppManifest, workers: number) {
    this.#app = app;
    this.#workers = workers;
  }

  /** The host for calls that run one after another or in parallel with those of other laws. */
  usual(mode: InstanceMode): EmbeddedHost {
    return this.#open(`${mode} usual`, { mode, workers: this.#workers });
  }

  /**
   * Gives a host with a thread for each of {@link LANES} calls, for exclusive use. A call that
   * waits for its turn holds its thread: two groups of calls could deadlock.
   */
  alone<Result>(mode: InstanceMode, run: (host: WorldHost) => Promise<Result>): Promise<Result> {
    const host = (): WorldHost => this.#open(`${mode} alone`, { mode, workers: LANES });
    const group = this.#lastGroup.then(() => run(host()));
    this.#lastGroup = group.catch(() => undefined);
    return group;
  }

  /**
   * The app with these variables; always the same object, so that it is sent to each worker only
   * once.
   */
  world(variables: Start['variables'] = {}): AppWorld {
    const key = JSON.stringify(Object.entries(variables).sort());
    const values = { world: new Map(Object.entries(variables)), overrides: new Map() };
    const world = this.#worlds.get(key) ?? resolveAppWorld(this.#app, values);
    this.#worlds.set(key, world);
    return world;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((host) => host.close()));
  }

  #open(key: string, settings: { mode: InstanceMode; workers: number }): EmbeddedHost {
    const host = this.#hosts.get(key) ?? new EmbeddedHost(this.#app, settings);
    this.#hosts.set(key, host);
    return host;
  }
}
