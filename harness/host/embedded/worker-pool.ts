import { HarnessError } from '../../errors.ts';
import { exhaustion, hostFailure } from '../../exhaustion.ts';
import type { CallOutcome, CallWorld, InstanceCounters } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import type { ComponentLibrary } from './component-library.ts';
import { startDeadline, watchCalls } from './deadline.ts';
import type { InstanceMode } from './instance-mode.ts';
import type { RoutedCall } from './routed-call.ts';
import { WorkerThread } from './worker-thread.ts';

/** Settings of a {@link WorkerPool}. */
export interface PoolSettings {
  readonly mode: InstanceMode;
  /** The most threads; each is started when there is work for it. */
  readonly workers: number;
  /** How long a call may run, in milliseconds. */
  readonly deadlineMs: number;
  readonly manifest: AppManifest;
  /** See `EmbeddedHostSettings`. */
  readonly workerEntry?: URL | undefined;
}

/**
 * A call that waits for a worker. Its components are loaded before it starts, since a running guest
 * cannot wait for a module to load.
 */
export interface PoolCall extends RoutedCall {
  readonly world: CallWorld;
}

type Outcome = Exclude<CallOutcome, { kind: 'no-route' }>;

interface Waiting {
  run(thread: WorkerThread): Promise<void>;
  reject(error: unknown): void;
}

/** Worker threads. Each runs one call at a time, and calls start in the order of their arrival. */
export class WorkerPool {
  readonly #library: ComponentLibrary;
  readonly #settings: PoolSettings;
  readonly #idle: WorkerThread[] = [];
  readonly #threads = new Set<WorkerThread>();
  readonly #queue: Waiting[] = [];
  #counters = { reset: 0, fresh: 0 };
  #closed = false;

  constructor(library: ComponentLibrary, settings: PoolSettings) {
    this.#library = library;
    this.#settings = settings;
    // The first thread boots while the first component compiles.
    this.#idle.push(this.#spawn());
  }

  /** Runs a call when a worker is free; rejects only for reasons outside the call. */
  run(work: PoolCall): Promise<Outcome> {
    return this.#onThread((thread) => this.#runOn(thread, work));
  }

  /**
   * Plays a tape when a worker is free. Undefined when the worker was lost: a call of the tape ran
   * too long, or the thread crashed.
   */
  play(tape: unknown): Promise<{ readonly result: unknown } | undefined> {
    return this.#onThread((thread) => this.#playOn(thread, tape));
  }

  #onThread<Result>(work: (thread: WorkerThread) => Promise<Result>): Promise<Result> {
    if (this.#closed) return Promise.reject(closedFailure());
    return new Promise((resolve, reject) => {
      const run = (thread: WorkerThread) => work(thread).then(resolve, reject);
      this.#queue.push({ run, reject });
      this.#dispatch();
    });
  }

  counters(): InstanceCounters {
    return { ...this.#counters };
  }

  /** Ends all threads; running calls fail, and those that wait are rejected. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { reject } of this.#queue.splice(0)) reject(closedFailure());
    await Promise.all([...this.#threads].map((thread) => thread.terminate()));
  }

  #spawn(): WorkerThread {
    const { mode, manifest, workerEntry: entry } = this.#settings;
    const thread = new WorkerThread(mode, { manifest, entry });
    this.#threads.add(thread);
    return thread;
  }

  #dispatch(): void {
    if (this.#closed || this.#queue.length === 0) return;
    const canSpawn = this.#threads.size < this.#settings.workers;
    const thread = this.#idle.pop() ?? (canSpawn ? this.#spawn() : undefined);
    if (thread === undefined) return;
    const waiting = this.#queue.shift();
    if (waiting !== undefined) void this.#serve(thread, waiting);
  }

  async #serve(thread: WorkerThread, waiting: Waiting): Promise<void> {
    await waiting.run(thread);
    if (thread.broken) this.#threads.delete(thread);
    else this.#idle.push(thread);
    this.#dispatch();
  }

  async #playOn(thread: WorkerThread, tape: unknown) {
    const takeBack = watchCalls(thread, this.#settings.deadlineMs);
    try {
      const { result, reset, fresh } = await thread.play(tape, (id) => this.#library.modules(id));
      this.#count({ reset, fresh });
      return { result };
    } catch (error) {
      if (this.#closed) throw closedFailure();
      if (error instanceof HarnessError) throw error;
      return undefined;
    } finally {
      takeBack();
    }
  }

  #count({ reset, fresh }: InstanceCounters): void {
    this.#counters.reset += reset;
    this.#counters.fresh += fresh;
  }

  async #runOn(thread: WorkerThread, work: PoolCall): Promise<Outcome> {
    for (const id of work.components) {
      if (!thread.hasLoaded(id)) await thread.load(await this.#library.modules(id));
    }
    const { deadlineMs } = this.#settings;
    let late = false;
    const takeBack = startDeadline(deadlineMs, () => {
      late = true;
      void thread.terminate();
    });
    try {
      const { outcome, reset, fresh } = await thread.run(work.call, work.world);
      this.#count({ reset, fresh });
      return outcome;
    } catch (error) {
      if (late) return ranTooLong(work.call.component, deadlineMs);
      if (this.#closed) throw closedFailure();
      throw error instanceof HarnessError ? error : threadFailure(error);
    } finally {
      takeBack();
    }
  }
}

function closedFailure(): HarnessError {
  return new HarnessError({
    code: 'host-failed',
    problem: 'Failed to run the call: the host has been closed',
    next: 'Close a host only when its calls have ended.',
  });
}

function ranTooLong(component: string, deadlineMs: number): Outcome {
  const message = `the component ${component} ran longer than ${deadlineMs} ms`;
  return { kind: 'failed', reason: 'deadline', message, log: [] };
}

// A component cannot end its thread, because its failures are caught there.
function threadFailure(cause: unknown): HarnessError {
  const reason = exhaustion(cause) ?? `its worker thread broke down: ${String(cause)}`;
  return hostFailure('run the call', reason, cause);
}
