import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { finished } from 'node:stream';
import { HarnessError, type HarnessErrorCode } from '../errors.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { answerRequest, type Caller } from './answer-request.ts';
import { refusedAtDoor } from './door.ts';
import { errorMessage, errorResponse } from './error-response.ts';
import { listen } from './listen.ts';
import type { NamedApp } from './reserved-paths.ts';

export type { Caller } from './answer-request.ts';

/** The address of a service, and the requests that it accepts. */
export interface ServiceSettings {
  readonly host: string;
  readonly port: number;
  /** The app that is served. */
  readonly app: NamedApp;
  /**
   * Host names in lower case that requests may have, in addition to addresses, loopback names and
   * `host`. Only allow names whose DNS records you control.
   */
  readonly allowedHosts?: ReadonlySet<string> | undefined;
  /** Calls at most that are under way, those that wait for their turn too; 1000 by default. */
  readonly maxCalls?: number | undefined;
}

/** How many calls may be under way by default. */
const DEFAULT_MAX_CALLS = 1000;

/** The app's HTTP face. */
export interface HttpService {
  /** A URL that leads to it: `http://host:port`. */
  readonly url: string;
  /** Whether it is only reachable from this machine. */
  readonly isLoopback: boolean;
  /** Takes no new requests, waits for the calls under way to be answered and ends. */
  close(): Promise<void>;
}

/**
 * Serves an app on an address. Requests that a web page of another origin may have sent are refused
 * before the app sees them.
 *
 * @param onError called for errors that are not the client's fault; the client only gets a 500
 * @throws HarnessError `listen-failed` when the address cannot be used.
 */
export async function serveHttp(
  caller: Caller,
  settings: ServiceSettings,
  onError: (error: unknown) => void,
): Promise<HttpService> {
  const { maxCalls = DEFAULT_MAX_CALLS } = settings;
  const allowedHosts = new Set(settings.allowedHosts);
  const taken = new Set<ServerResponse>();
  const underWay = new Set<ServerResponse>();
  // A request without a Host header gets an answer that says so.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    const refused =
      refusedAtDoor(request, allowedHosts) ?? refusedNow(server, taken.size < maxCalls);
    if (refused !== undefined) {
      send(response, refused, request.method === 'HEAD');
      return;
    }
    taken.add(response);
    const call: Caller = (inbound) => {
      underWay.add(response);
      return caller(inbound);
    };
    const isEnded = ended(response).then(() => underWay.delete(response));
    const isServed = serve(request, response, { call, app: settings.app, onError });
    // A call continues when its client disconnects, and waits for its turn like others.
    void Promise.allSettled([isEnded, isServed]).then(() => taken.delete(response));
  });
  refuseOtherProtocols(server);
  const { url, isLoopback, name } = await listen(server, settings);
  if (name !== undefined) allowedHosts.add(name);
  return {
    url,
    isLoopback,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      while (underWay.size > 0) await Promise.all([...underWay].map(ended));
      // The remaining connections are idle, or wait for the rest of a request.
      server.closeAllConnections();
      await closed;
    },
  };
}

function refusedNow(server: Server, hasRoom: boolean): HttpResponse | undefined {
  if (!server.listening) return ENDING;
  return hasRoom ? undefined : BUSY;
}

const ENDING = errorResponse(503, 'The service is ending');

const TOO_MANY = errorResponse(503, 'Too many calls are under way: try again, or see --max-calls');
const BUSY = { ...TOO_MANY, headers: [...TOO_MANY.headers, ['retry-after', '1']] } as const;

// Also when the client went away before the answer.
function ended(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    finished(response, () => resolve());
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  {
    call: caller,
    app,
    onError,
  }: { call: Caller; app: NamedApp; onError: (error: unknown) => void },
): Promise<void> {
  try {
    send(response, await answerRequest(request, { caller, app }), request.method === 'HEAD');
  } catch (error) {
    // A client that disconnects in the middle of its request is not an error.
    if (!request.complete) return;
    onError(error);
    send(response, failureResponse(error), false);
  }
}

// The client must know that its call is in no recording. The message holds no secret.
function failureResponse(error: unknown): HttpResponse {
  if (error instanceof HarnessError && error.code === 'host-failed') {
    return errorResponse(503, 'The host has no means for the call; result says why', {
      result: error.message,
    });
  }
  const isUnrecorded = error instanceof HarnessError && UNRECORDED.includes(error.code);
  return isUnrecorded
    ? errorResponse(500, NOT_RECORDED, { errorType: 'NotRecorded', result: error.message })
    : errorResponse(500, 'Internal error of the service');
}

const NOT_RECORDED = 'The call is in no recording; result says why';

const UNRECORDED: readonly HarnessErrorCode[] = [
  ...(['secret-found', 'unsearchable', 'unreadable', 'not-reproducible'] as const),
];

// node:http closes the connection on unreadable requests and on CONNECT; this sends the reason.
function refuseOtherProtocols(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (error.code === 'ECONNRESET' || !socket.writable) return;
    const status = STATUS_OF_FAULT[error.code ?? ''] ?? 400;
    socket.end(errorMessage(status, `The request is not valid HTTP (${error.code})`));
  });
  server.on('connect', (_, socket) => {
    socket.on('error', () => {});
    socket.end(errorMessage(405, 'The service is not a proxy: CONNECT is not allowed'));
  });
}

/** The status of node:http's parse errors, if it is not 400. */
const STATUS_OF_FAULT: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

function send(response: ServerResponse, { status, headers, body }: HttpResponse, isHead: boolean) {
  const raw = headers.flat();
  const hasBody = status >= 200 && status !== 204 && status !== 304;
  if (hasBody) raw.push('content-length', String(body.length));
  response.writeHead(status, raw);
  response.end(isHead || !hasBody ? undefined : body);
}
