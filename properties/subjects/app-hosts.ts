import {
  type AppManifest,
  type AppWorld,
  EmbeddedHost,
  type InstanceMode,
  type WorldHost,
} from '../../harness/internal.ts';
import type { Start } from '../runner/trace.ts';
import { AppWorlds } from './app-worlds.ts';
import type { WorldHosts } from './counted-world.ts';
import { lawWorkerEntry } from './law-worker-entry.ts';
import { LANES } from './subject.ts';

/** The hosts of an app, opened when there is work for them, and its worlds. */
export class AppHosts implements WorldHosts {
  readonly manifest: AppManifest;
  readonly #workers: number;
  readonly #hosts = new Map<string, EmbeddedHost>();
  readonly #worlds: AppWorlds;
  #builds: Promise<ReadonlyMap<string, string>> | undefined;
  #lastGroup: Promise<unknown> = Promise.resolve();

  constructor(manifest: AppManifest, workers: number) {
    this.manifest = manifest;
    this.#workers = workers;
    this.#worlds = new AppWorlds(manifest);
  }

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

  world(variables: Start['variables']): AppWorld {
    return this.#worlds.world(variables);
  }

  /** The keys of the components' builds, without those that cannot be loaded. */
  builds(): Promise<ReadonlyMap<string, string>> {
    this.#builds ??= this.#readBuilds();
    return this.#builds;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#hosts.values()].map((host) => host.close()));
  }

  async #readBuilds(): Promise<ReadonlyMap<string, string>> {
    const host = this.usual('reset');
    const builds = [...this.manifest.components.keys()].map(async (id) => {
      const key = await host.buildKey(id).catch(() => undefined);
      return key === undefined ? [] : [[id, key] as const];
    });
    return new Map((await Promise.all(builds)).flat());
  }

  #open(key: string, settings: { mode: InstanceMode; workers: number }): EmbeddedHost {
    const host =
      this.#hosts.get(key) ??
      new EmbeddedHost(this.manifest, { ...settings, workerEntry: lawWorkerEntry });
    this.#hosts.set(key, host);
    return host;
  }
}
