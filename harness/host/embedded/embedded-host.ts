import { dirname, resolve } from 'node:path';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallOutcome, CallWorld, InstanceCounters, WorldHost } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import { componentHeaders } from '../manifest/component-headers.ts';
import { matchRoute } from '../manifest/match-route.ts';
import { reachableComponents } from '../reachable-components.ts';
import { ComponentLibrary } from './component-library.ts';
import type { InstanceMode } from './instance-mode.ts';
import { WorkerPool } from './worker-pool.ts';

/** How long a call may run unless told otherwise, in milliseconds. */
export const DEFAULT_DEADLINE_MS = 25_000;

/** Settings of an {@link EmbeddedHost}. */
export interface EmbeddedHostSettings {
  readonly mode: InstanceMode;
  /** Worker threads at most. */
  readonly workers: number;
  /** How long a call may run, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Memory limit of each component in pages of 64 KiB; the build's own (256 MB) unless given. */
  readonly memoryPages?: number | undefined;
}

/** Runs the components of a Spin app in worker threads of this process. */
export class EmbeddedHost implements WorldHost {
  readonly #manifest: AppManifest;
  readonly #library: ComponentLibrary;
  readonly #pool: WorkerPool;

  constructor(manifest: AppManifest, settings: EmbeddedHostSettings) {
    this.#manifest = manifest;
    const folder = dirname(resolve(manifest.file));
    const sources = new Map(
      [...manifest.components].map(([id, { source }]) => [id, resolve(folder, source)]),
    );
    this.#library = new ComponentLibrary(sources, settings.memoryPages);
    const { mode, workers, deadlineMs = DEFAULT_DEADLINE_MS } = settings;
    this.#pool = new WorkerPool(this.#library, { mode, workers, deadlineMs, manifest });
  }

  /** @throws HarnessError when the component is missing or cannot be loaded. */
  async call(request: HttpRequest, world: CallWorld): Promise<CallOutcome> {
    const match = matchRoute(this.#manifest.routes, request.path.replace(/\?.*$/s, ''));
    if (match === undefined) return { kind: 'no-route' };
    const component = match.route.componentId;
    return this.#pool.run({
      call: {
        component,
        request,
        headers: componentHeaders(match, request),
        at: world.at,
        seed: world.seed,
        timers: world.timers,
        placeholderKey: world.placeholders?.key,
      },
      world,
      // They are loaded before the call starts, since a guest that is running cannot wait for a
      // module to load.
      components: reachableComponents([component], this.#manifest.components.keys(), world.grants),
    });
  }

  componentFor(path: string): string | undefined {
    return matchRoute(this.#manifest.routes, path.replace(/\?.*$/s, ''))?.route.componentId;
  }

  buildKey(component: string): Promise<string> {
    return this.#library.buildKey(component);
  }

  playTape(tape: unknown): Promise<{ readonly result: unknown } | undefined> {
    return this.#pool.play(tape);
  }

  counters(): InstanceCounters {
    return this.#pool.counters();
  }

  async close(): Promise<void> {
    await this.#pool.close();
  }
}
