import { Kv, Variables } from '@fermyon/spin-sdk';
import { errorAnswer } from './answer.ts';
import type { Answer, InboundRequest } from './http.ts';
import type { Platform } from './platform.ts';
import { platformOf } from './spin-platform.ts';
import { type WarmUp, warmUpHost } from './warm-up.ts';

/** The logic of a component: one request to one answer, all else through the platform. */
export type ComponentHandler = (request: InboundRequest, platform: Platform) => Promise<Answer>;

const CHUNK_BYTES = 64 * 1024;

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

const platform = platformOf({
  openStore: (label) => Kv.open(label),
  variable: (name) => Variables.get(name),
  fetch: (url, options) => fetch(url, options),
  now: () => Date.now(),
});

/**
 * Makes this Wasm component answer its HTTP trigger by `handle`.
 *
 * Every call starts from the image that the build takes of the component's memory. What runs here
 * is in it: with a warm-up, functions and expressions that would be compiled anew in every call.
 */
export function serveComponent(handle: ComponentHandler, warmUp?: WarmUp): void {
  addEventListener('fetch', (event) => event.respondWith(respond(event.request, handle, platform)));
  if (warmUp !== undefined) void warm(handle, warmUp);
}

// A build that is not warm works as well, so nothing is made of a failure; a test notices one.
async function warm(handle: ComponentHandler, warmUp: WarmUp): Promise<void> {
  const inMemory = platformOf(warmUpHost(warmUp));
  for (const { method, target, body } of warmUp.requests) {
    const url = `http://localhost${target}`;
    const headers = { 'content-type': 'application/json', 'spin-full-url': url };
    const request = new Request(url, { method, headers, ...(body === undefined ? {} : { body }) });
    await respond(request, handle, inMemory);
  }
}

async function respond(
  request: Request,
  handle: ComponentHandler,
  world: Platform,
): Promise<Response> {
  const { status, body, allow } = await answerOf(request, handle, world);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (allow !== undefined) headers['allow'] = allow.join(', ');
  return new Response(inChunks(new TextEncoder().encode(body)), { status, headers });
}

/**
 * A body in pieces that every host takes at once: componentize-js 0.10.5 writes what it is given in
 * one go, and garbles or traps on a body that is larger than the host's permit (1 MiB in wasmtime).
 */
function inChunks(bytes: Uint8Array): Uint8Array | ReadableStream<Uint8Array> {
  if (bytes.length <= CHUNK_BYTES) return bytes;
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      controller.enqueue(bytes.slice(at, at + CHUNK_BYTES));
      at += CHUNK_BYTES;
      if (at >= bytes.length) controller.close();
    },
  });
}

async function answerOf(
  request: Request,
  handle: ComponentHandler,
  world: Platform,
): Promise<Answer> {
  try {
    return await handle(await inboundRequest(request), world);
  } catch (error) {
    // Only a bug of ours arrives here; its text is for the log and not for the caller.
    console.error(error instanceof Error ? error.message : String(error));
    return errorAnswer(500, 'Internal error');
  }
}

async function inboundRequest(request: Request): Promise<InboundRequest> {
  // The engine's own URL has its dot segments resolved, so that a session named `..` would be lost;
  // Spin's header has the URL as it was sent.
  const url = request.headers.get('spin-full-url') ?? request.url;
  const target = url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  const mark = target.indexOf('?');
  return {
    method: request.method.toUpperCase(),
    path: (mark === -1 ? target : target.slice(0, mark)) || '/',
    query: mark === -1 ? '' : target.slice(mark + 1),
    body: new Uint8Array(await request.arrayBuffer()),
  };
}
