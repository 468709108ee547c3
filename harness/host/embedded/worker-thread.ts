import { MessageChannel, Worker } from 'node:worker_threads';
import { HarnessError, invariant } from '../../errors.ts';
import { exhaustion, hostFailure } from '../../exhaustion.ts';
import type { CallWorld, InstanceCounters } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import type { InstanceMode } from './instance-mode.ts';
import { LinkServer } from './link-server.ts';
import type {
  ComponentModules,
  FromWorker,
  ToWorker,
  WorkerCall,
  WorkerOutcome,
  WorkerSettings,
} from './messages.ts';
import { workerEntry } from './worker-entry.ts';

/** Who waits for the worker, which does one thing at a time. */
interface Expectation {
  resolve(message: FromWorker): void;
  reject(error: Error): void;
}

/** A worker thread as the pool uses it: load components, run one call at a time, end. */
export class WorkerThread {
  readonly #worker: Worker;
  readonly #link: LinkServer;
  readonly #ordinal: Int32Array;
  readonly #loaded = new Set<string>();
  #grants: CallWorld['grants'] | undefined;
  #expected: Expectation | undefined;
  #broken: Error | undefined;
  #isEnding = false;

  constructor(
    mode: InstanceMode,
    {
      manifest,
      entry = workerEntry,
    }: { readonly manifest: AppManifest; readonly entry?: URL | undefined },
  ) {
    const { port1, port2 } = new MessageChannel();
    const signal = new SharedArrayBuffer(4);
    const ordinal = new SharedArrayBuffer(4);
    this.#ordinal = new Int32Array(ordinal);
    this.#link = new LinkServer(port1, signal);
    this.#worker = new Worker(entry, {
      workerData: { mode, link: port2, signal, ordinal, manifest } satisfies WorkerSettings & {
        link: unknown;
      },
      transferList: [port2],
      // A guest's deep recursion must end in a RangeError of its own, before the thread's stack
      // does.
      resourceLimits: { stackSizeMb: 8 },
      stdout: false,
      env: {},
    });
    this.#worker.on('message', (message: FromWorker) => this.#take((e) => e.resolve(message)));
    this.#worker.on('error', (error) => this.#break(error));
    this.#worker.on('exit', () => this.#break(new Error('the worker thread ended')));
    port1.unref();
    this.#worker.unref();
  }

  /** Whether the thread has ended and must be replaced. */
  get broken(): boolean {
    return this.#broken !== undefined;
  }

  hasLoaded(id: string): boolean {
    return this.#loaded.has(id);
  }

  /**
   * @throws HarnessError `component-invalid` when the component's glue cannot be loaded,
   * `host-failed` when the thread has ended.
   */
  async load(component: ComponentModules): Promise<void> {
    if (this.#loaded.has(component.id)) return;
    const message = await this.#ask({ type: 'load', component }).catch((cause: unknown) => {
      throw startFailure(cause);
    });
    if (message.type === 'host-failed') {
      throw hostFailure(`load the component ${component.id}`, message.reason);
    }
    if (message.type === 'load-failed') {
      throw new HarnessError({
        code: 'component-invalid',
        problem: `Failed to load the component ${component.id}: ${message.message}`,
        next: 'Build the app again; if it still fails, its component cannot run in this host.',
      });
    }
    this.#loaded.add(component.id);
  }

  /** Runs a call whose component is loaded; rejects when the thread ends first. */
  async run(call: WorkerCall, world: CallWorld): Promise<WorkerOutcome> {
    if (world.grants !== this.#grants) {
      this.#post({ type: 'grant', grants: world.grants });
      this.#grants = world.grants;
    }
    this.#link.begin(world);
    try {
      const message = await this.#ask({ type: 'call', call });
      const { failure } = this.#link;
      if (failure !== undefined) throw failure;
      if (message.type === 'host-failed') throw hostFailure('run the call', message.reason);
      invariant(message.type === 'outcome', `a call was answered by ${message.type}`);
      return message;
    } finally {
      this.#link.end();
    }
  }

  /** See `WorkerSettings`: odd while a call of a tape runs. */
  get ordinal(): number {
    return Atomics.load(this.#ordinal, 0);
  }

  /**
   * Plays a tape; rejects when the thread ends first.
   *
   * @param modules loads the components that it turns out to need
   * @throws HarnessError if the tape ended with an error instead of a result.
   */
  async play(
    tape: unknown,
    modules: (id: string) => Promise<ComponentModules>,
  ): Promise<InstanceCounters & { readonly result: unknown }> {
    let message = await this.#ask({ type: 'tape', tape });
    while (message.type === 'need') {
      for (const id of message.components) await this.load(await modules(id));
      message = await this.#ask({ type: 'resume' });
    }
    if (message.type === 'not-played') throw new HarnessError(message.failure);
    invariant(message.type === 'played', `a tape was answered by ${message.type}`);
    return message;
  }

  /** Ends the thread at once, whatever it does. */
  async terminate(): Promise<void> {
    this.#link.close();
    this.#isEnding = true;
    await this.#worker.terminate();
  }

  #ask(message: ToWorker): Promise<FromWorker> {
    invariant(this.#expected === undefined, 'a worker was asked for two things at once');
    if (this.#broken !== undefined) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#post(message);
      this.#expected = { resolve, reject };
      this.#worker.ref();
    });
  }

  #post(message: ToWorker): void {
    this.#worker.postMessage(message);
  }

  #take(settle: (expectation: Expectation) => void): void {
    const expectation = this.#expected;
    this.#expected = undefined;
    // The process waits for a thread that is ending, even if a message comes first.
    if (!this.#isEnding) this.#worker.unref();
    if (expectation !== undefined) settle(expectation);
  }

  #break(error: Error): void {
    this.#broken ??= error;
    this.#take((expectation) => expectation.reject(error));
  }
}

function startFailure(cause: unknown): HarnessError {
  const reason = exhaustion(cause);
  if (reason !== undefined) return hostFailure('start a worker thread', reason, cause);
  return new HarnessError({
    code: 'host-failed',
    problem: `Failed to start a worker thread: ${String(cause)}`,
    next: 'Build the harness with `npm run build`, or install the package again.',
    cause,
  });
}
