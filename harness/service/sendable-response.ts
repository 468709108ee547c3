import type { HttpResponse } from '../tool-call/http-message.ts';
import { errorResponse } from './error-response.ts';

// They frame a message or concern one connection (RFC 9110, 7.6.1 and 6.6.2): the service sets
// those that it needs itself, and sends a body as a whole, without trailers.
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
 * An answer as the service can send it: without headers that frame the message. For an answer that
 * is not a final response, the client gets a 502 that says so.
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
