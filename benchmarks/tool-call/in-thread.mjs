// Runs a component in the calling thread, without a worker or messages: the floor of the pool.
import { CellPool } from '../../dist/harness/host/embedded/guest/cell-pool.js';
import { runCall } from '../../dist/harness/host/embedded/guest/run-call.js';
import { resettableGlue } from '../../dist/harness/host/embedded/resettable-glue.js';
import { sealedGlue } from '../../dist/harness/host/embedded/sealed-glue.js';
import { loadPrepared } from '../../dist/harness/host/prepare/load-prepared.js';
import { MemoryKeyValue } from '../../dist/harness/world/key-value/key-value.js';

/** Answers a guest's store operations, as the main thread does over the link. */
function storesLink(keyValue) {
  const answers = {
    get: ({ store, key }) => ({ type: 'value', value: keyValue.get(store, key) }),
    set: ({ store, key, value }) => keyValue.set(store, key, value),
    keys: ({ store }) => ({ type: 'keys', keys: keyValue.keys(store) }),
  };
  return { ask: (request) => answers[request.type](request) };
}

/** The component at `wasm` in this thread; gives a function that runs one request. */
export async function openInThread({ id, wasm, mode }) {
  const prepared = await loadPrepared(wasm);
  const cores = await Promise.all(
    prepared.cores.map(async ({ name, bytes }) => [name, await WebAssembly.compile(bytes)]),
  );
  const cells = new CellPool(mode);
  const { glue, resettable } = prepared;
  const kept = resettableGlue(glue);
  cells.add(id, {
    instantiate: sealedGlue(kept ?? glue),
    cores: new Map(cores),
    keepsGlue: kept !== undefined,
    resettable,
  });
  const grant = {
    variables: new Map([['contract', 'spintape']]),
    environment: new Map(),
    stores: ['default'],
    allowedHosts: [],
  };
  const grants = new Map([[id, grant]]);
  const link = storesLink(new MemoryKeyValue());
  let at = 1_700_000_000_000;
  return (request) => {
    const headers = [
      ['content-type', 'application/json'],
      ['spin-full-url', `http://localhost:3000${request.path}`],
    ];
    at += 1;
    const seed = new Uint8Array(32);
    const call = { component: id, request, headers, at, seed, timers: 'virtual' };
    const { outcome } = runCall(call, { link, cells, grants });
    if (outcome.kind !== 'answered' || outcome.response.status !== 200) {
      throw new Error(`no answer: ${JSON.stringify(outcome)}`);
    }
  };
}
