import { dirname, resolve } from 'node:path';
import type { HttpRequest } from '../../tool-call/http-message.ts';
import type { CallOutcome, CallWorld, InstanceCounters, WorldHost } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import { unsupportedComponent } from '../manifest/component-section.ts';
import type { PreparingListener } from '../prepare-app.ts';
import { ComponentLibrary } from './component-library.ts';
import type { InstanceMode } from './instance-mode.ts';
import { componentAt, routedCall } from './routed-call.ts';
import { WorkerPool } from './worker-pool.ts';

/** How long a call may run by default, in milliseconds. */
const DEFAULT_DEADLINE_MS = 25_000;

/** Settings of an {@link EmbeddedHost}. */
export interface EmbeddedHostSettings {
  readonly mode: InstanceMode;
  /** The most worker threads. */
  readonly workers: number;
  /** How long a call may run, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Memory limit of each component in pages of 64 KiB; default: that of its build (256 MB). */
  readonly memoryPages?: number | undefined;
  /** Called before a component is prepared on its first use, and afterwards. */
  readonly onPrepare?: PreparingListener | undefined;
  /**
   * The module that each worker thread begins with, which calls `runWorker`. Default: one that
   * plays the tapes of `engine/`.
   */
  readonly workerEntry?: URL | undefined;
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
    this.#library = new ComponentLibrary(sources, settings);
    const { mode, workers, deadlineMs = DEFAULT_DEADLINE_MS, workerEntry } = settings;
    const pool = { mode, workers, deadlineMs, manifest, workerEntry };
    this.#pool = new WorkerPool(this.#library, pool);
  }

  /** @throws HarnessError when the component is missing or cannot be loaded. */
  async call(request: HttpRequest, world: CallWorld): Promise<CallOutcome> {
    const routed = routedCall(this.#manifest, request, world);
    return 'kind' in routed ? routed : this.#pool.run({ ...routed, world });
  }

  componentFor(path: string): string | undefined {
    return componentAt(this.#manifest, path);
  }

  async buildKey(component: string): Promise<string> {
    const { leftOut, file } = this.#manifest;
    const left = leftOut.get(component);
    if (left !== undefined) throw unsupportedComponent(file, left);
    return await this.#library.buildKey(component);
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
