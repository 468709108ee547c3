import { STATUS_CODES } from 'node:http';
import type { HttpResponse } from '../tool-call/http-message.ts';

/**
 * An answer of the service itself: JSON with `error`, and the keys of a component-style answer.
 *
 * @param reported.errorType default: `InvalidRequest` for a client error, else `IOError`
 * @param reported.result the details (default: `error`)
 */
export function errorResponse(
  status: number,
  error: string,
  reported: { readonly errorType?: string; readonly result?: string } = {},
): HttpResponse {
  const { errorType = status < 500 ? 'InvalidRequest' : 'IOError', result = error } = reported;
  const body = JSON.stringify({ success: false, result, error_type: errorType, error });
  return {
    status,
    headers: [['content-type', 'application/json']],
    body: new TextEncoder().encode(body),
  };
}

/** The same as a whole HTTP/1.1 message, for a connection on which node:http does not send one. */
export function errorMessage(status: number, error: string): Buffer {
  const { headers, body } = errorResponse(status, error);
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
    ...headers.map(([name, value]) => `${name}: ${value}`),
    `content-length: ${body.length}`,
    'connection: close',
  ];
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`), body]);
}
