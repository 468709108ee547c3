/**
 * The compiled entry point of the worker threads in which laws are tried. Node 20 runs no
 * TypeScript, so sources (in the tests) start the worker that the build made of them.
 */
export const lawWorkerEntry: URL = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/properties/subjects/law-worker.js', import.meta.url)
  : new URL('./law-worker.js', import.meta.url);
