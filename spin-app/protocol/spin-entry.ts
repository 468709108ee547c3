import { Kv, Variables } from '@fermyon/spin-sdk';
import { errorAnswer } from './answer.ts';
import type { Answer, InboundRequest } from './http.ts';
import {
  type FetchRequest,
  type FetchResponse,
  NetworkFailure,
  type Platform,
  SandboxRefusal,
  type Store,
  StoreFailure,
} from './platform.ts';

/** The logic of a component: one request to one answer, all else through the platform. */
export type ComponentHandler = (request: InboundRequest, platform: Platform) => Promise<Answer>;

const CHUNK_BYTES = 64 * 1024;

interface FetchEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

declare function addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;

/** Makes this Wasm component answer its HTTP trigger by `handle`. */
export function serveComponent(handle: ComponentHandler): void {
  addEventListener('fetch', (event) => event.respondWith(respond(event.request, handle)));
}

async function respond(request: Request, handle: ComponentHandler): Promise<Response> {
  const { status, body, allow } = await answerOf(request, handle);
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

async function answerOf(request: Request, handle: ComponentHandler): Promise<Answer> {
  try {
    return await handle(await inboundRequest(request), platform);
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

const platform: Platform = {
  openStore: (label) => storeOf(guarded(() => Kv.open(label))),
  variable: (name) => Variables.get(name),
  fetch: fetchThroughHost,
  now: () => Date.now(),
};

function storeOf(store: ReturnType<typeof Kv.open>): Store {
  return {
    get: (key) => {
      // The SDK's type says null for an absent key; the engine's bindings give undefined.
      const value: Uint8Array | null | undefined = guarded(() => store.get(key));
      if (value === null || value === undefined) return null;
      // Without ignoreBOM a value that begins with U+FEFF would lose it.
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(value);
    },
    exists: (key) => guarded(() => store.exists(key)),
    set: (key, value) => guarded(() => store.set(key, value)),
    delete: (key) => guarded(() => store.delete(key)),
    keys: () => guarded(() => store.getKeys()),
  };
}

/** Runs a key-value operation and gives its errors the platform's types. */
function guarded<T>(operation: () => T): T {
  try {
    return operation();
  } catch (error) {
    const { tag, val } = payloadOf(error);
    if (tag === 'access-denied' || tag === 'no-such-store') {
      throw new SandboxRefusal(`the key-value store is not granted (${tag})`);
    }
    throw new StoreFailure(val ?? tag ?? String(error));
  }
}

/** The error case of fermyon:spin/key-value that the glue attached to what it threw. */
function payloadOf(error: unknown): { tag?: string; val?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const payload = 'payload' in error ? error.payload : error;
  if (typeof payload !== 'object' || payload === null) return {};
  const tag = 'tag' in payload && typeof payload.tag === 'string' ? { tag: payload.tag } : {};
  const val = 'val' in payload && typeof payload.val === 'string' ? { val: payload.val } : {};
  return { ...tag, ...val };
}

async function fetchThroughHost(request: FetchRequest): Promise<FetchResponse> {
  const response = await sentThroughHost(request);
  return {
    status: response.status,
    header: (name) => response.headers.get(name),
    body: await bodyOf(response),
  };
}

async function sentThroughHost({ method, url, headers, body }: FetchRequest): Promise<Response> {
  try {
    const options = { method, headers: { ...headers }, ...(body === undefined ? {} : { body }) };
    return await fetch(url, options);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    // The engine says this, and nothing more, when the host denies a request before sending it.
    if (message.includes('An error occurred while using the host API')) {
      throw new SandboxRefusal(`the host of ${url} is not granted`);
    }
    throw new NetworkFailure(message);
  }
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch {
    // The engine says the same of a body that breaks off as of a request that is denied.
    throw new NetworkFailure('the answer broke off');
  }
}
