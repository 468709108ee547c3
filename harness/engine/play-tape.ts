import type { App } from '../host/app.ts';
import type { Played, Tape } from './tape.ts';

/**
 * Plays a tape in an app.
 *
 * @throws HarnessError for what is neither the file's doing nor a call's: a host that has failed.
 */
export async function playTape(app: App, tape: Tape): Promise<Played<Tape>> {
  switch (tape.kind) {
    case 'cassette': {
      const { replayFile } = await import('../replay/replay-file.ts');
      return await replayFile(app, tape);
    }
    case 'scenario': {
      const { runScenarioFile } = await import('../scenario/run-scenario-file.ts');
      return await runScenarioFile(app, tape);
    }
    case 'rows': {
      const { judgeRows } = await import('../dataset/judging/judge-rows.ts');
      return await judgeRows(app, tape);
    }
  }
}
