import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** An HTTP server of the tests, in the place of a real upstream. */
export interface Upstream {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  /** Method and path of each request that came. */
  readonly requests: readonly string[];
  /** Ends it at once, with all its connections. */
  close(): void;
}

/** The handler of an upstream. */
export type UpstreamHandler = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * An address where no server listens: port 1 is never assigned to a server that asks for any free
 * port, unlike a port that was just closed.
 */
export const NOBODY = 'http://127.0.0.1:1';

const open = new Set<Upstream>();

afterAll(() => {
  for (const upstream of open) upstream.close();
});

/** Starts a server on a free port; at the latest, it ends after all tests of the file. */
export async function startUpstream(handler: UpstreamHandler): Promise<Upstream> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const upstream: Upstream = {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () => {
      open.delete(upstream);
      server.close();
      server.closeAllConnections();
    },
  };
  open.add(upstream);
  return upstream;
}
