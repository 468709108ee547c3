/**
 * The compiled entry point of worker threads, unless a host is given another one. Node 20 runs no
 * TypeScript, so a harness that runs from its sources (in the tests) starts the worker that the
 * build made of them.
 */
export const workerEntry: URL = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/harness/engine/worker.js', import.meta.url)
  : new URL('../../engine/worker.js', import.meta.url);
