import { hostFailure } from '../../exhaustion.ts';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallOutcome, CallWorld, InstanceCounters, WorldHost } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import type { CellPool } from './guest/cell-pool.ts';
import { HostFault } from './guest/result-error.ts';
import { runCall } from './guest/run-call.ts';
import { WorldLink } from './guest/world-link.ts';
import { componentAt, routedCall } from './routed-call.ts';

/** What a {@link LocalHost} needs. */
export interface LocalSettings {
  readonly manifest: AppManifest;
  readonly cells: CellPool;
  /** Makes components known to `cells`. */
  load(components: readonly string[]): Promise<void>;
  /** A counter for code that watches from another thread; see `WorkerSettings`. */
  readonly ordinal: Int32Array;
}

/**
 * Runs components in its own thread, with worlds in that thread too, so that a call needs no
 * message to another thread. It has no deadline, and the upstream must answer at once, as recorded
 * ones do.
 */
export class LocalHost implements WorldHost {
  readonly #settings: LocalSettings;
  readonly #loaded = new Set<string>();

  constructor(settings: LocalSettings) {
    this.#settings = settings;
  }

  async call(request: HttpRequest, world: CallWorld): Promise<CallOutcome> {
    const { manifest, cells, ordinal } = this.#settings;
    const routed = routedCall(manifest, request, world);
    if ('kind' in routed) return routed;
    await this.#load(routed.components);
    const { grants } = world;
    Atomics.add(ordinal, 0, 1);
    try {
      return runCall(routed.call, { link: new WorldLink(world), cells, grants }).outcome;
    } catch (error) {
      throw error instanceof HostFault ? hostFailure('run the call', error.message) : error;
    } finally {
      Atomics.add(ordinal, 0, 1);
    }
  }

  componentFor(path: string): string | undefined {
    return componentAt(this.#settings.manifest, path);
  }

  buildKey(): Promise<string> {
    throw new Error('This is a bug in Spintape: keys of builds are known to the main thread only.');
  }

  counters(): InstanceCounters {
    return this.#settings.cells.counters();
  }

  async close(): Promise<void> {}

  async #load(components: readonly string[]): Promise<void> {
    const missing = components.filter((id) => !this.#loaded.has(id));
    if (missing.length === 0) return;
    await this.#settings.load(missing);
    for (const id of missing) this.#loaded.add(id);
  }
}
