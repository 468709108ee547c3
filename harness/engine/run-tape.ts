import type { App } from '../host/app.ts';
import { playTape } from './play-tape.ts';
import type { Played, Tape } from './tape.ts';

/**
 * Runs a tape where the components of an app run. One that is lost there, because a call ran too
 * long or a thread broke down, is played here, call by call: then only that call has no result.
 *
 * @throws HarnessError as `playTape`.
 */
export async function runTape<Of extends Tape>(app: App, tape: Of): Promise<Played<Of>> {
  const there = await app.host.playTape?.(tape);
  const played = there === undefined ? await playTape(app, tape) : there.result;
  return played as Played<Of>;
}
