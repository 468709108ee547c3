import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';

/** A request as it came over the wire. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly string[];
  readonly body: Buffer;
}

/** A server that keeps everything that it receives. */
export interface Listener {
  /** Such as `http://127.0.0.1:40123`. */
  readonly url: string;
  readonly received: ReceivedRequest[];
  /** The body of its next answers. */
  answer: string;
  /** Their headers other than the content type, with the names as they are sent. */
  headers: readonly (readonly [name: string, value: string])[];
}

const listeners: (() => void)[] = [];

afterAll(() => {
  for (const close of listeners) close();
});

/** Starts a listener on a free port; it ends after all tests of the file. */
export async function startListener(): Promise<Listener> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', rawHeaders: headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(parts) });
      response.setHeader('content-type', 'application/json');
      for (const [name, value] of listener.headers) response.setHeader(name, value);
      response.end(listener.answer);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  listeners.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const listener: Listener = { url, received, answer: '{}', headers: [] };
  return listener;
}

/** The forms of a secret that nobody may see. */
export function formsOf(secret: string): readonly Buffer[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    return encoded.slice(shift === 0 ? 0 : shift + 1, Math.floor(((shift + bytes.length) * 8) / 6));
  });
  const hex = bytes.toString('hex');
  const spelt = [secret, secret.toLowerCase(), secret.toUpperCase()];
  const texts = [...spelt, ...base64, hex, hex.toUpperCase(), [...secret].reverse().join('')];
  return [...texts.map((text) => Buffer.from(text)), Buffer.from(secret, 'utf16le')];
}

/** Whether a form of the secret is in the requests or the answers. */
export function holdsSecret(data: string | Uint8Array, forms: readonly Buffer[]): boolean {
  const buffer = Buffer.from(data);
  return forms.some((form) => buffer.includes(form));
}

/** Names of the parts of a request that hold the secret; headers by their names. */
export function tracesOf(request: ReceivedRequest, forms: readonly Buffer[]): string[] {
  const headers = request.headers.flatMap((text, index) => {
    if (!holdsSecret(text, forms)) return [];
    return [`header ${(request.headers[index - (index % 2)] ?? '').toLowerCase()}`];
  });
  return [
    ...(holdsSecret(`${request.method} ${request.url}`, forms) ? ['url'] : []),
    ...headers,
    ...(holdsSecret(request.body, forms) ? ['body'] : []),
  ];
}
