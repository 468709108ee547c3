/**
 * The compiled entry point of worker threads. Node 20 cannot run TypeScript, so even a harness that
 * runs from its sources (in tests) starts the compiled worker.
 */
export const workerEntry: URL = import.meta.url.endsWith('.ts')
  ? new URL('../../../dist/harness/engine/worker.js', import.meta.url)
  : new URL('../../engine/worker.js', import.meta.url);
