import { answerHandlers } from './answers.ts';
import { clockHandlers } from './clock.ts';
import { keyValueHandlers } from './key-value.ts';
import { outboundHandlers } from './outbound.ts';
import type { ProbeHandler } from './probe-call.ts';
import { json } from './report.ts';
import { sandboxHandlers } from './sandbox.ts';
import { secretHandlers } from './secrets.ts';
import { signingHandlers } from './signing.ts';
import { troubleHandlers } from './trouble.ts';
import { upstreamHandlers } from './upstream-api.ts';
import { wireHandlers } from './wire.ts';

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
  waitUntil(work: Promise<unknown>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

const handlers: Record<string, ProbeHandler> = {
  ...answerHandlers,
  ...clockHandlers,
  ...keyValueHandlers,
  ...outboundHandlers,
  ...sandboxHandlers,
  ...secretHandlers,
  ...signingHandlers,
  ...troubleHandlers,
  ...upstreamHandlers,
  ...wireHandlers,
};

addEventListener('fetch', (event) => event.respondWith(answer(event)));

async function answer(event: FetchEvent): Promise<Response> {
  const url = new URL(event.request.url);
  const path = url.pathname.replace(/^\/[^/]+/, '');
  const handler = Object.hasOwn(handlers, path) ? handlers[path] : undefined;
  if (!handler) return json({ error: `no handler for ${path}` }, 404);
  return await handler({
    request: event.request,
    query: url.searchParams,
    waitUntil: (work) => event.waitUntil(work),
  });
}
