import { closeSync, openSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import { devNull } from 'node:os';
import { systemCode } from '../../errors.ts';
import { exhaustion, hostFailure } from '../../exhaustion.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList } from '../../tool-call/http-message.ts';
import { ArrivingAnswer } from './arriving-answer.ts';
import { errorCode, type RequestPhase } from './error-code.ts';
import type { OutboundHttp, RequestTimeouts, SendOptions } from './port.ts';
import { RequestTimers } from './request-timers.ts';

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
 * Sends requests over the network with node:http and node:https: no redirects, no decompression, no
 * headers of its own except `host`, `connection` and `content-length`. The answer is given as a
 * whole, with raw headers in lower case; a timeout inside the body breaks it off.
 */
export class LiveOutbound implements OutboundHttp {
  readonly #limits: LiveLimits;

  constructor(limits: Partial<LiveLimits> = {}) {
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
  }

  send(request: OutboundRequest, { signal, timeouts = {} }: SendOptions): Promise<ExchangeOutcome> {
    return new Promise((resolve, reject) => {
      signal.throwIfAborted();
      let sent: http.ClientRequest;
      try {
        sent = open(request);
      } catch (error) {
        const reason = exhaustion(error);
        if (reason !== undefined) reject(hostFailure('send a request', reason, error));
        else resolve({ kind: 'error', code: errorCode(error, 'connecting') });
        return;
      }
      const abort = (): void => {
        settle();
        reject(signal.reason);
      };
      const settle = (): void => {
        timers.clear();
        signal.removeEventListener('abort', abort);
        sent.destroy();
      };
      const finish = (outcome: ExchangeOutcome): void => {
        settle();
        resolve(outcome);
      };
      const giveUp = (reason: string, cause: unknown): void => {
        settle();
        reject(hostFailure('send a request', reason, cause));
      };
      const timers = new RequestTimers();
      signal.addEventListener('abort', abort);
      watch(sent, { limits: this.#limits, timeouts, timers, finish, giveUp });
      sent.end(request.body);
    });
  }
}

// The functions are looked up at each call, so that nock and msw can intercept requests.
function open(request: OutboundRequest): http.ClientRequest {
  const url = new URL(request.url);
  const path = exactTarget(request.url);
  const options = {
    method: request.method,
    agent: false,
    ...(path === `${url.pathname}${url.search}` ? {} : { path }),
  };
  const sent = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  // An invalid header throws here; destroying the request reports it again, which is ignored.
  sent.on('error', () => {});
  // node:http writes methods in upper case, and `patch` is another method than `PATCH`.
  sent.method = request.method;
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

// The URL parser normalizes `..` and more, but a server may give them a meaning.
function exactTarget(url: string): string {
  const [, target = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^#]*)/i.exec(url) ?? [];
  const path = target.startsWith('/') ? target : `/${target}`;
  return path.replace(/[^!-~]+/g, encodeURIComponent);
}

function grouped(headers: HeaderList): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    groups.set(lower, [...(groups.get(lower) ?? []), value]);
  }
  return groups;
}

interface Watched {
  readonly limits: LiveLimits;
  readonly timeouts: RequestTimeouts;
  readonly timers: RequestTimers;
  readonly finish: (outcome: ExchangeOutcome) => void;
  /** This machine could not send the request, so there is no outcome. */
  readonly giveUp: (reason: string, cause: unknown) => void;
}

// Follows a request to its outcome.
function watch(sent: http.ClientRequest, watched: Watched): void {
  const { limits, timeouts, timers, finish, giveUp } = watched;
  const fail = (code: string) => (): void => finish({ kind: 'error', code });
  let phase: RequestPhase = 'connecting';
  let answer: ArrivingAnswer | undefined;
  sent.on('socket', (socket) => {
    const connected = (): void => {
      phase = 'waiting';
      timers.stop('connect');
      timers.start('first-byte', timeouts.firstByteMs, fail('connection-read-timeout'));
    };
    socket.once(sent.protocol === 'https:' ? 'secureConnect' : 'connect', connected);
  });
  sent.on('error', (error) => {
    const reason = exhaustion(error) ?? (isOfName(error) ? exhaustedFiles() : undefined);
    if (reason !== undefined) return giveUp(reason, error);
    const code = errorCode(error, phase);
    // When the connection breaks inside the body, the answer ends by itself and knows how many
    // bytes arrived.
    if (answer === undefined) finish({ kind: 'error', code });
    else answer.brokenBy = code;
  });
  sent.on('response', (response) => {
    phase = 'receiving';
    timers.stop('first-byte');
    answer = new ArrivingAnswer(response);
    collect(response, { ...watched, answer });
  });
  // Without listeners node:http silently closes a connection that was upgraded.
  for (const event of ['upgrade', 'connect']) {
    sent.on(event, (_: http.IncomingMessage, socket: { destroy(): void }) => {
      socket.destroy();
      finish({ kind: 'error', code: 'HTTP-upgrade-failed' });
    });
  }
  timers.start('connect', timeouts.connectMs, fail('connection-timeout'));
  timers.start('all', limits.timeoutMs, () => {
    const code = phase === 'connecting' ? 'connection-timeout' : 'HTTP-response-timeout';
    finish(answer?.brokenOff(code) ?? { kind: 'error', code });
  });
}

function collect(
  response: http.IncomingMessage,
  { limits, timeouts, timers, finish, answer }: Watched & { answer: ArrivingAnswer },
): void {
  const expectMore = (): void =>
    timers.start('between-bytes', timeouts.betweenBytesMs, () =>
      finish(answer.brokenOff('connection-read-timeout')),
    );
  expectMore();
  response.on('data', (chunk: Buffer) => {
    expectMore();
    answer.add(chunk);
    if (answer.length > limits.bodyBytes) {
      finish({ kind: 'error', code: 'HTTP-response-body-size' });
    }
  });
  const end = (): void => finish(response.complete ? answer.whole() : answer.brokenOff());
  response.on('end', end);
  response.on('error', end);
}

// A resolver that may not open its files says that the name is not known, or to try again.
function isOfName(error: unknown): boolean {
  return systemCode(error).startsWith('EAI_') || systemCode(error) === 'ENOTFOUND';
}

/** As many files as a resolver may have open at once. */
const FILES_OF_A_RESOLVER = 4;

function exhaustedFiles(): string | undefined {
  const opened: number[] = [];
  try {
    while (opened.length < FILES_OF_A_RESOLVER) opened.push(openSync(devNull, 'r'));
    return undefined;
  } catch (error) {
    return exhaustion(error);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
}
