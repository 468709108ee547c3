import { describe, expect, it } from 'vitest';
import { componentHeaders } from './component-headers.ts';
import { chainedRouteMatch, matchRoute } from './match-route.ts';
import { parseRoute } from './route.ts';

const ROUTES = [parseRoute('/foo/:user_id/...', { componentId: 'foo', line: 1 })];

describe('componentHeaders', () => {
  it('gives the headers in which Spin describes the route', () => {
    const match = matchRoute(ROUTES, '/foo/42/bar') ?? chainedRouteMatch('none', '/');
    const request = { method: 'GET', path: '/foo/42/bar?k=v', headers: [], body: new Uint8Array() };
    expect(componentHeaders(match, request)).toEqual([
      ['spin-base-path', '/'],
      ['spin-client-addr', '127.0.0.1:0'],
      ['spin-component-route', '/foo/:user_id'],
      ['spin-full-url', 'http://localhost:3000/foo/42/bar?k=v'],
      ['spin-matched-route', '/foo/:user_id/...'],
      ['spin-path-info', '/bar'],
      ['spin-path-match-user-id', '42'],
      ['spin-raw-component-route', '/foo/:user_id/...'],
    ]);
  });

  it('passes on headers about the content and the MCP session, and nothing else', () => {
    const request = {
      method: 'POST',
      path: '/x',
      headers: [
        ['user-agent', 'curl/8'],
        ['mcp-session-id', 's'],
        ['accept', 'text/plain'],
        ['accept', 'application/json'],
        ['host', '127.0.0.1:40123'],
        ['spin-path-info', '/forged'],
        ['content-type', 'application/json'],
        ['x-forwarded-for', '10.0.0.1'],
      ],
      body: new Uint8Array(),
    } as const;
    const headers = componentHeaders(chainedRouteMatch('vfs', '/x'), request, 'http://vfs.test');
    expect(headers).toEqual([
      ['accept', 'text/plain'],
      ['accept', 'application/json'],
      ['content-type', 'application/json'],
      ['mcp-session-id', 's'],
      ['spin-base-path', '/'],
      ['spin-client-addr', '127.0.0.1:0'],
      ['spin-component-route', ''],
      ['spin-full-url', 'http://vfs.test/x'],
      ['spin-matched-route', '/...'],
      ['spin-path-info', '/x'],
      ['spin-raw-component-route', '/...'],
    ]);
  });
});
