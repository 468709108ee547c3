import { runWorker } from '../../harness/internal.ts';
import type { LawTape } from './try-law.ts';

// The entry point of a worker thread in which laws are tried.

runWorker(async (app, tape) => {
  // A worker that only runs calls starts without the laws.
  const { tryLaw } = await import('./try-law.ts');
  return await tryLaw(app, tape as LawTape);
});
