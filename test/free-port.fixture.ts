import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the ports that systems give to servers that ask for any (RFC 6335, 6; Linux: 32768). */
const LOWEST = 10_000;
const COUNT = 15_000;

let next = process.pid;

/**
 * A port for a server that cannot choose one itself. It is not among those that servers of other
 * tests, which ask for any free one, could be given in the meantime.
 */
export async function freePort(): Promise<number> {
  for (let tried = 0; tried < COUNT; tried += 1) {
    const port = LOWEST + (next++ % COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error('no port is free');
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  const isListening = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (isListening) await new Promise((resolve) => server.close(resolve));
  return isListening;
}
