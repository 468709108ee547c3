import type { HttpResponse } from '../tool-call/http-message.ts';
import { errorResponse } from './error-response.ts';

// They frame a message or concern one connection (RFC 9110, 7.6.1 and 6.6.2): the service sets what
// it needs of them itself, and sends a body whole, so that nothing trails it.
const OF_THE_CONNECTION: readonly string[] = [
  'connection',
  'content-length',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/**
 * An answer as the service can send it: without headers that frame the message. Where it is none
 * that ends a request, the client gets a 502 that says so.
 */
export function sendableResponse(response: HttpResponse): HttpResponse {
  if (response.status < 200) {
    return errorResponse(
      502,
      `The component answered with status ${response.status}, which only announces an answer`,
    );
  }
  const headers = response.headers.filter(
    ([name]) => !OF_THE_CONNECTION.includes(name.toLowerCase()),
  );
  return { ...response, headers };
}
