import fc from 'fast-check';
import { expect, it } from 'vitest';
import { anyRequest } from '../arbitraries/any-request.ts';
import { inOwnSessions } from './raw-sessions.ts';

const encoded = (text: string) => new TextEncoder().encode(text);
const request = (method: string, path: string, body = '') => ({
  method,
  path,
  headers: [],
  body: encoded(body),
});

it.each([
  [request('DELETE', '/session/s'), '/session/p-s', ['p-s']],
  [request('DELETE', '/vfs/session/%ED%A0%80'), '/vfs/session/p-%ED%A0%80', ['p-%ED%A0%80']],
  [request('DELETE', '/session/s/t?x=1'), '/session/p-s/t?x=1', ['p-s']],
  [request('GET', '/x?session_id=s&name=f'), '/x?session_id=p-s&name=f', ['p-s']],
  [request('GET', '/x?a=1&id='), '/x?a=1&id=p-', ['p-']],
  [request('GET', '/x?idle=1&a=/session/s'), '/x?idle=1&a=/session/s', []],
])('prefixes the sessions that a path names: %#', (given, path, ids) => {
  expect(inOwnSessions(given, 'p-')).toEqual({ request: { ...given, path }, ids });
});

it.each([
  ['{"session_id":"a/b","tool":"f"}', '{"session_id":"p-a/b","tool":"f"}', ['p-a%2Fb']],
  ['{"session_id":"\\ud800"}', '{"session_id":"p-\\ud800"}', ['p-%ED%A0%80']],
  ['{"session_id":7, "tool":"f"}', '{"session_id":7, "tool":"f"}', []],
  ['["s","f",{}]', '["s","f",{}]', []],
  ['{"session_id":"s"', '{"session_id":"s"', []],
])('prefixes the session that a body names: %s', (given, body, ids) => {
  const { request: sent, ids: found } = inOwnSessions(request('POST', '/execute', given), 'p-');
  expect([new TextDecoder().decode(sent.body), found]).toEqual([body, ids]);
});

it('leaves every other byte of a request as it is', () => {
  fc.assert(
    fc.property(anyRequest, (step) => {
      if (step.kind !== 'raw') throw new Error('not raw');
      expect(inOwnSessions(step.request, '').request).toEqual(step.request);
    }),
    { numRuns: 200 },
  );
});
