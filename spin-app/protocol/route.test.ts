import { describe, expect, it } from 'vitest';
import { inbound } from './memory-platform.fixture.ts';
import { answerByRoute, type Route } from './route.ts';

const route = (method: string, path: string, below = false): Route => ({
  method,
  path,
  below,
  answer: ({ path: asked }) => ({ status: 200, body: `${method} ${path} for ${asked}` }),
});
const ROUTES = [
  route('GET', '/a'),
  route('POST', '/a'),
  route('POST', '/a'),
  route('PUT', '/b', true),
];
const ask = (method: string, path: string) => answerByRoute(inbound(method, path), ROUTES);

describe('answerByRoute', () => {
  it('answers by the route that has the method and the path', async () => {
    expect(await ask('POST', '/a')).toEqual({ status: 200, body: 'POST /a for /a' });
    expect(await ask('PUT', '/b')).toEqual({ status: 200, body: 'PUT /b for /b' });
  });

  it('answers what lies below a path only where the route says so', async () => {
    expect(await ask('PUT', '/b/c/d')).toEqual({ status: 200, body: 'PUT /b for /b/c/d' });
    expect((await ask('PUT', '/bc')).status).toBe(404);
    expect((await ask('GET', '/a/c')).status).toBe(404);
  });

  it('names each method of a path once to those who come with another', async () => {
    expect(await ask('DELETE', '/a')).toEqual({
      status: 405,
      body: '{"error":"Method not allowed: use GET or POST"}',
      allow: ['GET', 'POST'],
    });
  });
});
