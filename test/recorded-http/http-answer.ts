import type { Step } from './hostile-upstream.ts';

/** Header lines, each such as `etag: "1"`. */
type Lines = readonly string[];

/** An answer with a body of a stated length, as most servers send it. */
export function whole(body: string | Uint8Array, lines: Lines = [], status = '200 OK'): Step[] {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return [head(status, [...lines, `content-length: ${bytes.length}`]), bytes];
}

/** An answer in chunked transfer coding (RFC 9112, 7.1), with a pause after each chunk. */
export function chunked(
  chunks: ReadonlyArray<string | Uint8Array>,
  lines: Lines = [],
  pauseMs = 0,
): Step[] {
  const steps = chunks.flatMap((chunk): Step[] => [chunkOf(chunk), { pauseMs }]);
  return [head('200 OK', [...lines, 'transfer-encoding: chunked']), ...steps, '0\r\n\r\n'];
}

/** One chunk with its length. */
export function chunkOf(chunk: string | Uint8Array): Buffer {
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
}

/** The head of an answer, with its empty line. */
export function head(status: string, lines: Lines = []): string {
  return [`HTTP/1.1 ${status}`, ...lines, '', ''].join('\r\n');
}
