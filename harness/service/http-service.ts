import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HarnessError } from '../errors.ts';
import type { CallOutcome } from '../host/host.ts';
import type { HeaderList, HttpRequest, HttpResponse } from '../tool-call/http-message.ts';

/** Answers one request to the app. */
export type Caller = (request: HttpRequest) => Promise<CallOutcome>;

/** Largest request body that is taken, in bytes. */
const BODY_LIMIT = 16 * 1_048_576;

/** The app's HTTP face. */
export interface HttpService {
  /** Where it listens: `http://host:port`. */
  readonly url: string;
  /** Takes no new requests, waits for those under way and ends. */
  close(): Promise<void>;
}

/**
 * Serves an app on an address.
 *
 * @param onBug told of errors that are bugs of ours; the client only gets a 500
 * @throws HarnessError `listen-failed` when the address cannot be used.
 */
export async function serveHttp(
  caller: Caller,
  address: { readonly host: string; readonly port: number },
  onBug: (error: unknown) => void,
): Promise<HttpService> {
  const server = createServer((request, response) => {
    answer(request, caller).then(
      (result) => send(response, result, request.method === 'HEAD'),
      (error: unknown) => {
        onBug(error);
        send(response, errorResponse(500, 'Internal error of the service'), false);
      },
    );
  });
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new HarnessError({
          code: 'listen-failed',
          problem: `Failed to listen on ${host}:${port}: ${cause.code ?? cause.message}`,
          next: 'Choose another address with --listen HOST:PORT; port 0 takes any free one.',
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

async function answer(message: IncomingMessage, caller: Caller): Promise<HttpResponse> {
  const body = await readBody(message);
  if (body === undefined) {
    return errorResponse(413, `The request body is larger than ${BODY_LIMIT} bytes`);
  }
  const outcome = await caller({
    method: (message.method ?? 'GET').toUpperCase(),
    path: originForm(message.url ?? '/'),
    headers: headerList(message.rawHeaders),
    body,
  });
  switch (outcome.kind) {
    case 'answered':
      return outcome.response;
    case 'no-route':
      return errorResponse(404, `Not found: no route of the app takes ${message.url ?? '/'}`);
    case 'failed':
      return errorResponse(outcome.reason === 'deadline' ? 504 : 500, `Failed: ${outcome.message}`);
  }
}

async function readBody(message: IncomingMessage): Promise<Uint8Array | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of message as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= BODY_LIMIT) parts.push(part);
  }
  return length > BODY_LIMIT ? undefined : new Uint8Array(Buffer.concat(parts));
}

// A client that takes the service for a proxy sends the absolute form (RFC 9112, 3.2.2).
function originForm(target: string): string {
  if (target.startsWith('/')) return target;
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '').replace(/^(?!\/)/, '/');
}

function headerList(raw: readonly string[]): HeaderList {
  return raw.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
  );
}

/** An answer of the service itself: JSON with `error`, and the keys of a component-style answer. */
function errorResponse(status: number, error: string): HttpResponse {
  const errorType = status < 500 ? 'InvalidRequest' : 'IOError';
  const body = JSON.stringify({ success: false, result: error, error_type: errorType, error });
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(body),
  };
}

function send(response: ServerResponse, { status, headers, body }: HttpResponse, isHead: boolean) {
  const raw = headers.flat();
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  if (hasBody) raw.push('content-length', String(body.length));
  response.writeHead(status, raw);
  response.end(isHead || !hasBody ? undefined : body);
}
