import { runWorker } from './run-worker.ts';
import type { Tape } from './tape.ts';

// The entry point of a worker thread.

runWorker(async (app, tape) => {
  // A worker that only runs calls starts without all that tapes need.
  const { playTape } = await import('./play-tape.ts');
  return await playTape(app, tape as Tape);
});
