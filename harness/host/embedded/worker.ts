import { parentPort, workerData } from 'node:worker_threads';
import { exhaustion } from '../../exhaustion.ts';
import { CellPool } from './guest/cell-pool.ts';
import { MainLink } from './guest/main-link.ts';
import { HostFault } from './guest/result-error.ts';
import { runCall } from './guest/run-call.ts';
import type { FromWorker, ToWorker, WorkerCall, WorkerSettings } from './messages.ts';
import { forbidCodeFromText, sealedGlue } from './sealed-glue.ts';

// The entry point of a worker thread: it loads components and runs calls, one at a time.

const settings = workerData as WorkerSettings;
const link = new MainLink(settings.link, settings.signal);
const cells = new CellPool(settings.mode);
let grants: Extract<ToWorker, { type: 'grant' }>['grants'] = new Map();

function post(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function answerTo(call: WorkerCall): FromWorker {
  try {
    return { type: 'outcome', ...runCall(call, { link, cells, grants }) };
  } catch (error) {
    if (error instanceof HostFault) return { type: 'host-failed', reason: error.message };
    throw error;
  }
}

forbidCodeFromText();

// A promise that glue leaves rejected concerns nobody, and must not end the thread, which would
// look like a failure of this machine.
process.on('unhandledRejection', () => undefined);

parentPort?.on('message', (message: ToWorker) => {
  switch (message.type) {
    case 'load': {
      const { id, glue, cores } = message.component;
      try {
        cells.add(id, {
          instantiate: sealedGlue(glue),
          cores: new Map(cores.map(({ name, module }) => [name, module])),
        });
        post({ type: 'loaded', id });
      } catch (error) {
        const reason = exhaustion(error);
        if (reason !== undefined) post({ type: 'host-failed', reason });
        else post({ type: 'load-failed', id, message: String(error) });
      }
      return;
    }
    case 'grant':
      grants = message.grants;
      return;
    case 'call':
      post(answerTo(message.call));
  }
});
