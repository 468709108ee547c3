import type { App } from '../host/app.ts';
import { playTape } from './play-tape.ts';
import type { PlayedFile, Tape } from './tape.ts';

/**
 * Runs a tape where the components of an app run. One that is lost there, because a call ran too
 * long or a thread broke down, is played here, call by call: then only that call has no result.
 *
 * @throws HarnessError as `playTape`.
 */
export async function runTape(app: App, tape: Tape): Promise<PlayedFile> {
  const played = await app.host.playTape?.(tape);
  return played === undefined ? await playTape(app, tape) : (played.result as PlayedFile);
}
