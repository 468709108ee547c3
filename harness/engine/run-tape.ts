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
  const played = (await playInWorker(app, tape)) ?? (await playTape(app, tape));
  return played as Played<Of>;
}

/**
 * Plays a tape where the components of an app run; undefined where there is no such place, or when
 * the tape was lost there.
 *
 * @throws HarnessError as `playTape`.
 */
export async function playInWorker<Of extends Tape>(
  app: App,
  tape: Of,
): Promise<Played<Of> | undefined> {
  const there = await app.host.playTape?.(tape);
  return there?.result as Played<Of> | undefined;
}
