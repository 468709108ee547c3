import type { App } from '../host/app.ts';
import type { PlayedFile, Tape } from './tape.ts';

/**
 * Plays a tape in an app.
 *
 * @throws HarnessError for what is neither the file's doing nor a call's: a host that has failed.
 */
export async function playTape(app: App, tape: Tape): Promise<PlayedFile> {
  switch (tape.kind) {
    case 'cassette': {
      const { replayFile } = await import('../replay/replay-file.ts');
      return await replayFile(app, tape);
    }
    case 'scenario': {
      const { runScenarioFile } = await import('../scenario/run-scenario-file.ts');
      return await runScenarioFile(app, tape);
    }
  }
}
