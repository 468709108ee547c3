import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anyRequest } from '../arbitraries/any-request.ts';
import { sessionStep } from '../arbitraries/session-step.ts';
import { requestOf } from '../runner/step.ts';
import { curlCommand } from './curl-command.ts';

// A server that keeps the raw bytes of a request; node:http would parse them.
const received: Buffer[] = [];
const server = createServer((socket) => {
  socket.on('error', () => {});
  socket.on('data', (part) => {
    received.push(part);
    if (isWhole(Buffer.concat(received))) {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
    }
  });
});
let origin = '';
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
});
afterAll(() => {
  server.close();
});

function isWhole(bytes: Buffer): boolean {
  const { length, body } = parsed(bytes);
  return body !== undefined && body.length >= length;
}

function parsed(bytes: Buffer) {
  const end = bytes.indexOf('\r\n\r\n');
  const head = bytes.subarray(0, Math.max(end, 0)).toString('latin1').split('\r\n');
  const length = head.find((line) => /^content-length:/i.test(line))?.split(':')[1] ?? '0';
  return { head, length: Number(length), body: end < 0 ? undefined : bytes.subarray(end + 4) };
}

it('prints a command with which curl sends exactly that request', async () => {
  const steps = fc.oneof(anyRequest, fc.constantFrom('a', "b'", 'c%', '').chain(sessionStep));
  const property = fc.asyncProperty(steps, async (step) => {
    const request = requestOf(step);
    received.length = 0;
    await promisify(execFile)('bash', ['-c', curlCommand(request, origin)]);
    const { head, body } = parsed(Buffer.concat(received));
    expect(head[0]).toBe(`${request.method} ${request.path} HTTP/1.1`);
    expect(body?.equals(Buffer.from(request.body))).toBe(true);
    const sent = head.slice(1).map((line) => line.replace(/^[^:]+/, (name) => name.toLowerCase()));
    for (const [name, value] of request.headers) expect(sent).toContain(`${name}: ${value}`);
  });
  await fc.assert(property, { numRuns: 60 });
});
