import type { IncomingMessage } from 'node:http';
import type { CallOutcome } from '../host/host.ts';
import type { HeaderList, HttpRequest, HttpResponse } from '../tool-call/http-message.ts';
import { refusedBodyType } from './body-type.ts';
import { errorResponse } from './error-response.ts';
import { outcomeResponse } from './outcome-response.ts';
import { type NamedApp, reservedAnswer } from './reserved-paths.ts';

/** Answers one request to the app. */
export type Caller = (request: HttpRequest) => Promise<CallOutcome>;

/** Largest request body that is taken, in bytes. */
const BODY_LIMIT = 16 * 1_048_576;

/**
 * Reads a request to its end, calls the app with it, and gives the answer for the client.
 *
 * @param app what is said of it at a path that Spin reserves
 */
export async function answerRequest(
  message: IncomingMessage,
  { caller, app }: { readonly caller: Caller; readonly app: NamedApp },
): Promise<HttpResponse> {
  const body = await readBody(message);
  if (body === undefined) {
    return errorResponse(413, `The request body is larger than ${BODY_LIMIT} bytes`);
  }
  const refused = body.length === 0 ? undefined : refusedBodyType(message);
  if (refused !== undefined) return refused;
  const path = originForm(message.url ?? '/');
  const reserved = reservedAnswer(path, app);
  if (reserved !== undefined) return reserved;
  const outcome = await caller({
    method: (message.method ?? 'GET').toUpperCase(),
    path,
    headers: headerList(message.rawHeaders),
    body,
  });
  return outcomeResponse(outcome, message.url ?? '/');
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
