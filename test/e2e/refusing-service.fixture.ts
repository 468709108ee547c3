import type { IncomingMessage } from 'node:http';
import { startUpstream, type Upstream } from '../upstream.fixture.ts';

/** A service that refuses every request, with a callback before each answer. */
export async function refusingService(
  onRequest: (request: IncomingMessage, service: Upstream) => Promise<void> | void,
): Promise<Upstream> {
  const service = await startUpstream(async (request, response) => {
    request.resume();
    const isHealth = request.url?.endsWith('/health');
    if (!isHealth) await onRequest(request, service);
    response.writeHead(isHealth ? 200 : 400, { 'content-type': 'application/json' });
    response.end('{"error":"no"}');
  });
  return service;
}
