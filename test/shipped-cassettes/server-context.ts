import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { LiveOutbound, type OutboundHttp } from '../../harness/internal.ts';
import type { Context } from './contexts.ts';
import type { Upstream } from './upstream.ts';

/** Differences between two servers with the same answers. */
export interface ServerManners {
  /** Added to each answer; they replace recorded ones of the same name. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Bodies longer than this come in chunks of this size, shorter ones with their length. */
  readonly pieceBytes: number;
  /** The wait before an answer begins and between its pieces, in milliseconds. */
  readonly delayMs: number;
}

/**
 * The network, save that `https://api.github.com` is a server on this machine, whose port is in no
 * URL that the component sees.
 */
export class ReroutedOutbound implements OutboundHttp {
  readonly #live = new LiveOutbound();
  /** The address of the server; requests are not answered before it is set. */
  target = 'http://127.0.0.1:1';

  send(...[request, options]: Parameters<OutboundHttp['send']>): ReturnType<OutboundHttp['send']> {
    const url = request.url.replace('https://api.github.com', this.target);
    return this.#live.send({ ...request, url }, options);
  }
}

/** The upstream played by a server on this machine, over real connections. */
export function serverContext(outbound: ReroutedOutbound, manners: ServerManners): Context {
  return async (upstream, perform) => {
    const server = createServer(listener(upstream, manners));
    outbound.target = `http://127.0.0.1:${await listen(server)}`;
    try {
      await perform();
    } finally {
      server.closeAllConnections();
      server.close();
    }
  };
}

function listener(upstream: Upstream, manners: ServerManners): RequestListener {
  return async (request, response) => {
    const { method = '', url = '' } = request;
    const answer = upstream.answer({ method, url: new URL(url, 'https://api.github.com') });
    const own = manners.headers.map(([name]) => name.toLowerCase());
    const framing = ['connection', 'content-length', 'transfer-encoding'];
    const recorded = answer.headers.filter(
      ([name]) => ![...own, ...framing].includes(name.toLowerCase()),
    );
    response.sendDate = false;
    await sleep(manners.delayMs);
    for (const [name, value] of [...manners.headers, ...recorded]) {
      response.appendHeader(name, value);
    }
    response.statusCode = answer.status;
    await sendBody(response, Buffer.from(answer.body), manners);
  };
}

async function sendBody(
  response: ServerResponse,
  body: Buffer,
  { pieceBytes, delayMs }: ServerManners,
): Promise<void> {
  if (body.length <= pieceBytes) {
    response.setHeader('content-length', body.length);
    response.end(body);
    return;
  }
  for (let at = 0; at < body.length; at += pieceBytes) {
    response.write(body.subarray(at, at + pieceBytes));
    await sleep(delayMs);
  }
  response.end();
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      resolve(port);
    });
  });
}
