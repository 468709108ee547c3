import { Buffer } from 'node:buffer';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { HarnessError } from '../errors.ts';
import type { HttpRequest, HttpResponse } from '../tool-call/http-message.ts';
import type { AnsweringHost } from './host.ts';

/** The status of a request whose connection ended without an answer, or that had none in time. */
const NO_ANSWER: HttpResponse = { status: 0, headers: [], body: new Uint8Array(0) };

/** How long a whole answer may take, in milliseconds. */
const LIMIT_MS = 30_000;

/** The longest body of an answer, in bytes. */
const LIMIT_BYTES = 64 * 1024 * 1024;

// With a connection for each request, all ports of the machine would end up in TIME-WAIT.
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

/**
 * A service at a URL, called over HTTP/1.1. If no response comes, the result has the status 0.
 */
export class EndpointHost implements AnsweringHost {
  readonly #origin: string;
  /** The last request that reached the service, and what came of it: it may have ended it. */
  #last: string | undefined;

  /** @param origin `http://host:port` */
  constructor(origin: string) {
    this.#origin = origin;
  }

  async answer(request: HttpRequest): Promise<HttpResponse> {
    const response = await sendRequest(this.#origin, request, this.#last);
    const { status } = response;
    const end = status === 0 ? 'had no answer' : `was answered with ${status}`;
    this.#last = `${named(request)} ${end}`;
    return response;
  }
}

function named({ method, path }: HttpRequest): string {
  return `${method} ${path.slice(0, 100)}`;
}

function sendRequest(
  origin: string,
  sent: HttpRequest,
  last: string | undefined,
): Promise<HttpResponse> {
  const { hostname, port } = new URL(origin);
  const { method, path, headers, body } = sent;
  // Without a length, node:http would send a GET without its body, or a body in chunks.
  const length = body.length > 0 || !/^(?:GET|HEAD|DELETE)$/.test(method);
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      agent,
      host: hostname.replace(/^\[|\]$/g, ''),
      port: port || 80,
      method,
      path,
      setHost: true,
    });
    // The time limits the whole answer: one that restarts with each byte could take forever.
    const timer = setTimeout(() => request.destroy(), LIMIT_MS);
    request.once('close', () => clearTimeout(timer));
    for (const [name, values] of grouped(headers)) request.setHeader(name, values);
    if (length) request.setHeader('content-length', String(body.length));
    request.once('error', (error: NodeJS.ErrnoException) => {
      if (NOBODY.includes(error.code ?? '')) reject(nobodyThere(origin, error.code, last));
      else resolve(NO_ANSWER);
    });
    request.once('response', (response) => {
      readWhole(response).then(
        (whole) => {
          if (whole === undefined) reject(tooLarge(origin, sent));
          else resolve(whole);
        },
        () => resolve(NO_ANSWER),
      );
    });
    request.end(body);
  });
}

const NOBODY = ['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'];

function nobodyThere(
  origin: string,
  code: string | undefined,
  last: string | undefined,
): HarnessError {
  const since = last === undefined ? '' : `, after ${last}`;
  return new HarnessError({
    code: 'host-failed',
    problem: `Failed to call the service at ${origin}: ${code}${since}`,
    next: 'Start the service, or name another with --endpoint URL.',
  });
}

function tooLarge(origin: string, request: HttpRequest): HarnessError {
  return new HarnessError({
    code: 'host-failed',
    problem:
      `Failed to call the service at ${origin}: its answer to ${named(request)} ` +
      `has more than ${LIMIT_BYTES / 1024 / 1024} MiB`,
    next: 'Let the service end its answers, or name another with --endpoint URL.',
  });
}

function grouped(headers: HttpRequest['headers']): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  for (const [name, value] of headers) byName.set(name, [...(byName.get(name) ?? []), value]);
  return byName;
}

/** The whole answer; undefined when it is too large, which also closes the connection. */
async function readWhole(response: IncomingMessage): Promise<HttpResponse | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    // Leaving the loop destroys the response, and with it the connection.
    if (length > LIMIT_BYTES) return undefined;
  }
  const raw = response.rawHeaders;
  return {
    status: response.statusCode ?? 0,
    headers: raw.flatMap((name, index) =>
      index % 2 === 0 ? [[name.toLowerCase(), raw[index + 1] ?? ''] as const] : [],
    ),
    body: new Uint8Array(Buffer.concat(parts)),
  };
}
