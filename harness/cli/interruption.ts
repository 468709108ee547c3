import type { App } from '../host/app.ts';
import type { Terminal } from './terminal.ts';

/**
 * A signal that is aborted when the process is asked to end. The apps are then closed, so that
 * running calls end with an error instead of being waited for.
 *
 * @param apps read at that time, so that apps that are opened later are closed too
 */
export function interruptionOf(
  terminal: Pick<Terminal, 'interrupted'>,
  apps: readonly App[],
): AbortSignal {
  const stop = new AbortController();
  void terminal.interrupted().then(() => {
    stop.abort();
    for (const { host } of apps) void host.close();
  });
  return stop.signal;
}
