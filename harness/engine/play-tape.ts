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
      const { replayFile } = await import('../replay/play-cassette.ts');
      return await replayFile(app, tape);
    }
    case 'update': {
      const { updateFile } = await import('../replay/play-cassette.ts');
      return await updateFile(app, tape);
    }
    case 'observation': {
      const { observeFile } = await import('../replay/play-cassette.ts');
      return await observeFile(app, tape);
    }
    case 'comparison': {
      const { compareFile } = await import('../replay/play-cassette.ts');
      return await compareFile(app, tape);
    }
    case 'call': {
      const { playCall } = await import('../replay/play-call.ts');
      return await playCall(app, tape);
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
