import { once } from 'node:events';
import { createServer } from 'node:http';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { type Step, toolStep } from '../runner/step.ts';
import { openAtEndpoint } from './at-endpoint.ts';

/** A service that records its requests, with or without a gateway. */
const asked: string[] = [];
const has = { gateway: true };
const server = createServer((request, response) => {
  asked.push(`${request.method} ${request.url}`);
  const isGateway = /^\/(?:session|execute)/.test(request.url ?? '');
  response.writeHead(isGateway && !has.gateway ? 404 : 200).end('{}');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;

beforeEach(() => {
  asked.length = 0;
  has.gateway = true;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const write = (session: string): Step =>
  toolStep({ component: 'vfs', session, tool: 'write_file', args: {} });
const raw: Step = {
  kind: 'raw',
  request: { method: 'DELETE', path: '/vfs/session/s', headers: [], body: new Uint8Array() },
};

it('makes calls in sessions of its own, and deletes them all', async () => {
  const service = openAtEndpoint(`http://127.0.0.1:${port}`, 'p-');
  const run = await service.begin();
  for (const step of [write('a'), write('\ud800'), write(''), raw]) await run.call(step);
  await service.close();
  expect(asked).toEqual([
    'POST /mock/clear',
    'POST /vfs/execute',
    'POST /vfs/execute',
    'POST /vfs/execute',
    'DELETE /vfs/session/p-1-s',
    'DELETE /session?id=p-1-a',
    'DELETE /session?id=p-1-%ED%A0%80',
    'DELETE /session?id=p-1-',
    'DELETE /session?id=p-1-s',
    'POST /mock/clear',
  ]);
});

it('asks each component to delete a session if there is no gateway', async () => {
  has.gateway = false;
  const service = openAtEndpoint(`http://127.0.0.1:${port}`, 'p-');
  await (await service.begin()).call(write('a'));
  await service.close();
  expect(asked.slice(2)).toEqual([
    'DELETE /session?id=p-1-a',
    'DELETE /vfs/session?id=p-1-a',
    'DELETE /mock/session?id=p-1-a',
    'POST /mock/clear',
  ]);
});
