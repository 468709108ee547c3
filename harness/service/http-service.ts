import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { finished } from 'node:stream';
import { HarnessError, type HarnessErrorCode, systemReason } from '../errors.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { answerRequest, type Caller } from './answer-request.ts';
import { errorMessage, errorResponse } from './error-response.ts';

export type { Caller } from './answer-request.ts';

/** The app's HTTP face. */
export interface HttpService {
  /** Where it listens: `http://host:port`. */
  readonly url: string;
  /** Takes no new requests, waits for the calls under way to be answered and ends. */
  close(): Promise<void>;
}

/**
 * Serves an app on an address.
 *
 * @param onError told of errors that are not the client's fault, who only gets a 500
 * @throws HarnessError `listen-failed` when the address cannot be used.
 */
export async function serveHttp(
  caller: Caller,
  address: { readonly host: string; readonly port: number },
  onError: (error: unknown) => void,
): Promise<HttpService> {
  const underWay = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    const call: Caller = (inbound) => {
      underWay.add(response);
      return caller(inbound);
    };
    const isOpen = () => server.listening;
    ended(response).then(() => underWay.delete(response));
    void serve(request, response, { call, isOpen, onError });
  });
  refuseOtherProtocols(server);
  await listen(server, address);
  const { port } = server.address() as AddressInfo;
  const host = address.host.includes(':') ? `[${address.host}]` : address.host;
  return {
    url: `http://${host}:${port}`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      while (underWay.size > 0) await Promise.all([...underWay].map(ended));
      // What is left are connections that wait, for nothing or for the rest of a request.
      server.closeAllConnections();
      await closed;
    },
  };
}

// Also when the client went away before the answer.
function ended(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    finished(response, () => resolve());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  service: { call: Caller; isOpen: () => boolean; onError: (error: unknown) => void },
): Promise<void> {
  const { call, isOpen, onError } = service;
  try {
    const answer = isOpen() ? await answerRequest(request, call) : ENDING;
    send(response, answer, request.method === 'HEAD');
  } catch (error) {
    // A client that goes away in the middle of its request is nobody's error.
    if (!request.complete) return;
    onError(error);
    send(response, failureResponse(error), false);
  }
}

// The client must know that its call is in no recording. The message holds no secret.
function failureResponse(error: unknown): HttpResponse {
  const isUnrecorded = error instanceof HarnessError && UNRECORDED.includes(error.code);
  return isUnrecorded
    ? errorResponse(500, NOT_RECORDED, { errorType: 'NotRecorded', result: error.message })
    : errorResponse(500, 'Internal error of the service');
}

const NOT_RECORDED = 'The call is in no recording; result says why';

const UNRECORDED: readonly HarnessErrorCode[] = ['secret-found', 'unsearchable', 'unreadable'];

const ENDING = errorResponse(503, 'The service is ending');

// node:http hangs up on what it cannot read and on CONNECT; this says why.
function refuseOtherProtocols(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = STATUS_OF_FAULT[error.code ?? ''] ?? 400;
    socket.end(errorMessage(status, `The request is not valid HTTP (${error.code})`));
  });
  server.on('connect', (_, socket) => {
    socket.on('error', () => {});
    socket.end(errorMessage(405, 'The service is no proxy: CONNECT is not allowed'));
  });
}

/** The status for faults that node:http finds, where it is not 400. */
const STATUS_OF_FAULT: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function listen(server: Server, { host, port }: { host: string; port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      reject(
        new HarnessError({
          code: 'listen-failed',
          problem: `Failed to listen on ${host}:${port}: ${systemReason(cause)}`,
          next: LISTEN_STEPS[cause.code ?? ''] ?? OTHER_ADDRESS,
          cause,
        }),
      );
    });
    server.listen(port, host, resolve);
  });
}

const OTHER_ADDRESS = 'Choose another address with --listen HOST:PORT; port 0 takes any free one.';

const LISTEN_STEPS: Readonly<Record<string, string>> = {
  EADDRINUSE:
    'End that process, or choose another port with --listen HOST:PORT; port 0 takes any free one.',
  EACCES: 'Choose a port from 1024 on with --listen HOST:PORT; port 0 takes any free one.',
};

function send(response: ServerResponse, { status, headers, body }: HttpResponse, isHead: boolean) {
  const raw = headers.flat();
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  if (hasBody) raw.push('content-length', String(body.length));
  response.writeHead(status, raw);
  response.end(isHead || !hasBody ? undefined : body);
}
