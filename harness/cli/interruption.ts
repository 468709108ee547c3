import type { App } from '../host/app.ts';
import type { Terminal } from './terminal.ts';

/**
 * A signal that is aborted when the process is asked to end. The apps are closed then, so that
 * calls under way are not waited for: they end with an error.
 *
 * @param apps read when it happens, so that one that is opened later is closed too
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
