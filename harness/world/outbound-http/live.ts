import http from 'node:http';
import https from 'node:https';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { errorCode, type RequestPhase } from './error-code.ts';
import type { OutboundHttp } from './port.ts';

/** The limits of {@link LiveOutbound}. */
export interface LiveLimits {
  /** From the start of a request to the last byte of its answer, in milliseconds. */
  readonly timeoutMs: number;
  /** The longest body of an answer, in bytes. */
  readonly bodyBytes: number;
}

const DEFAULT_LIMITS: LiveLimits = { timeoutMs: 10_000, bodyBytes: 64 * 1024 * 1024 };

// These concern one connection only, or follow from the URL and the body (RFC 9110, 7.6.1).
const OWN_HEADERS: readonly string[] = [
  'connection',
  'content-length',
  'expect',
  'host',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * Sends requests over the network with node:http and node:https: no redirects, no decompression,
 * no headers of its own besides `host`, `connection` and `content-length`. The answer is given
 * whole, its headers raw and in lower case.
 */
export class LiveOutbound implements OutboundHttp {
  readonly #limits: LiveLimits;

  constructor(limits: Partial<LiveLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  send(request: OutboundRequest, { signal }: { signal: AbortSignal }): Promise<ExchangeOutcome> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      let sent: http.ClientRequest;
      try {
        sent = open(request);
      } catch (error) {
        resolve({ kind: 'error', code: errorCode(error, 'connecting') });
        return;
      }
      const abort = (): void => {
        settle();
        reject(signal.reason);
      };
      const timer = setTimeout(() => finish(timedOut()), this.#limits.timeoutMs);
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', abort);
        sent.destroy();
      };
      const finish = (outcome: ExchangeOutcome): void => {
        settle();
        resolve(outcome);
      };
      signal.addEventListener('abort', abort);
      const timedOut = watch(sent, { limits: this.#limits, finish });
      sent.end(request.body);
    });
  }
}

// The functions are looked up at each call, so that nock and msw can stand in for the network.
function open(request: OutboundRequest): http.ClientRequest {
  const url = new URL(request.url);
  const options = { method: request.method, agent: false };
  const sent = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  // An invalid header throws here; destroying the request then reports once more, to nobody.
  sent.on('error', () => {});
  try {
    for (const [name, values] of grouped(request.headers)) {
      if (!OWN_HEADERS.includes(name)) sent.setHeader(name, values);
    }
  } catch (error) {
    sent.destroy();
    throw error;
  }
  return sent;
}

function grouped(headers: HeaderList): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    groups.set(lower, [...(groups.get(lower) ?? []), value]);
  }
  return groups;
}

// Follows a request to its outcome; gives what the outcome is when time runs out first.
function watch(
  sent: http.ClientRequest,
  { limits, finish }: { limits: LiveLimits; finish: (outcome: ExchangeOutcome) => void },
): () => ExchangeOutcome {
  let phase: RequestPhase = 'connecting';
  sent.on('socket', (socket) => {
    const connected = (): void => {
      phase = 'waiting';
    };
    socket.once(sent.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
  });
  sent.on('error', (error) => {
    const code = errorCode(error, phase);
    // A connection that breaks inside the body ends the answer, which tells how much arrived.
    const isCut = phase === 'receiving' && code === 'connection-terminated';
    if (!isCut) finish({ kind: 'error', code });
  });
  sent.on('response', (response) => {
    phase = 'receiving';
    collect(response, { bodyBytes: limits.bodyBytes, finish });
  });
  // Without a listener node:http closes a connection that was upgraded, and says nothing.
  sent.on('upgrade', (_, socket) => {
    socket.destroy();
    finish({ kind: 'error', code: 'HTTP-upgrade-failed' });
  });
  return () => {
    const code = phase === 'connecting' ? 'connection-timeout' : 'HTTP-response-timeout';
    return { kind: 'error', code };
  };
}

function collect(
  response: http.IncomingMessage,
  { bodyBytes, finish }: { bodyBytes: number; finish: (outcome: ExchangeOutcome) => void },
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > bodyBytes) finish({ kind: 'error', code: 'HTTP-response-body-size' });
    else chunks.push(chunk);
  });
  const end = (): void => {
    const body = new Uint8Array(Buffer.concat(chunks));
    const headers = headerList(response.rawHeaders);
    const answer = { status: response.statusCode ?? 0, headers, body };
    finish(
      response.complete
        ? { kind: 'response', response: answer }
        : { kind: 'response', response: answer, cut: body.length },
    );
  };
  response.on('end', end);
  response.on('error', end);
}

function headerList(raw: readonly string[]): HeaderList {
  const names = raw.filter((_, index) => index % 2 === 0);
  return names.map((name, index) => [name.toLowerCase(), raw[index * 2 + 1] ?? '']);
}
