import { parentPort, workerData } from 'node:worker_threads';
import { HarnessError, plainFailure } from '../errors.ts';
import { exhaustion, hostFailure } from '../exhaustion.ts';
import type { App } from '../host/app.ts';
import { CellPool } from '../host/embedded/guest/cell-pool.ts';
import { MainLink } from '../host/embedded/guest/main-link.ts';
import { HostFault } from '../host/embedded/guest/result-error.ts';
import { runCall } from '../host/embedded/guest/run-call.ts';
import { LocalHost } from '../host/embedded/local-host.ts';
import type {
  ComponentModules,
  FromWorker,
  ToWorker,
  WorkerCall,
  WorkerSettings,
} from '../host/embedded/messages.ts';
import { resettableGlue } from '../host/embedded/resettable-glue.ts';
import { forbidCodeFromText, sealedGlue } from '../host/embedded/sealed-glue.ts';

/** Plays a tape in an app whose components run in this thread. */
export type TapePlayer = (app: App, tape: unknown) => Promise<unknown>;

/**
 * Makes this thread a worker of an embedded host: it loads components, and runs calls or plays
 * tapes, one at a time.
 */
export function runWorker(player: TapePlayer): void {
  const { mode, manifest, link: port, signal, ordinal } = workerData as WorkerSettings;
  const link = new MainLink(port, signal);
  const cells = new CellPool(mode);
  let grants: Extract<ToWorker, { type: 'grant' }>['grants'] = new Map();
  let resume = (): void => undefined;
  const host = new LocalHost({
    manifest,
    cells,
    load: (components) =>
      new Promise((resolve) => {
        resume = resolve;
        post({ type: 'need', components });
      }),
    ordinal: new Int32Array(ordinal),
  });
  const app = { manifest, host };
  forbidCodeFromText();
  // A promise that glue leaves rejected concerns nobody, and must not end the thread, which would
  // look like a failure of this machine.
  process.on('unhandledRejection', () => undefined);
  parentPort?.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'load':
        post(load(message.component, cells));
        return;
      case 'grant':
        grants = message.grants;
        return;
      case 'call':
        post(answerTo(message.call, { link, cells, grants }));
        return;
      case 'tape':
        play(() => player(app, message.tape), cells)
          .then(post)
          .catch(endWith);
        return;
      case 'resume':
        resume();
    }
  });
}

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function load({ id, glue, cores, resettable }: ComponentModules, cells: CellPool): FromWorker {
  try {
    const kept = resettableGlue(glue);
    cells.add(id, {
      instantiate: sealedGlue(kept ?? glue),
      cores: new Map(cores.map(({ name, module }) => [name, module])),
      keepsGlue: kept !== undefined,
      resettable,
    });
    return { type: 'loaded', id };
  } catch (error) {
    const reason = exhaustion(error);
    if (reason !== undefined) return { type: 'host-failed', reason };
    return { type: 'load-failed', id, message: String(error) };
  }
}

function answerTo(call: WorkerCall, on: Parameters<typeof runCall>[1]): FromWorker {
  try {
    return { type: 'outcome', ...runCall(call, on) };
  } catch (error) {
    if (error instanceof HostFault) return { type: 'host-failed', reason: error.message };
    throw error;
  }
}

async function play(tape: () => Promise<unknown>, cells: CellPool): Promise<FromWorker> {
  const before = cells.counters();
  try {
    const result = await tape();
    const after = cells.counters();
    const counted = { reset: after.reset - before.reset, fresh: after.fresh - before.fresh };
    return { type: 'played', result, ...counted };
  } catch (error) {
    const reason = exhaustion(error);
    const failure = reason === undefined ? error : hostFailure('run the calls', reason);
    if (!(failure instanceof HarnessError)) throw error;
    return { type: 'not-played', failure: plainFailure(failure) };
  }
}

// The thread ends with an error that is a bug; the tape is then played by the main thread, where
// the bug shows itself.
function endWith(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}
