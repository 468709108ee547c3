import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sessionOf } from './session-of.ts';

const request = (path: string, body = '') => ({
  method: 'POST',
  path,
  headers: [],
  body: new TextEncoder().encode(body),
});

describe('sessionOf', () => {
  it.each([
    ['/vfs/execute', '{"session_id":"s-1","tool":"x","args":{}}', 's-1'],
    ['/vfs/execute', '{ "session\\u005fid": "" }', ''],
    ['/mock/load-schema?session_id=a%20b', '{}', 'a b'],
    ['/mock/load-schema?session_id=a', '{"session_id":"b"}', 'a'],
    ['/session/a%2Fb', '', 'a/b'],
    ['/vfs/session/a/../b', '', 'a/../b'],
    ['/vfs/session/100%', '', '100%'],
    ['/session?id=..', '', '..'],
    ['/vfs/session/a?id=b', '', 'a'],
    ['/vfs/execute?id=b', '', undefined],
    ['/session', '', undefined],
    ['/session/', '', undefined],
    ['/a/b/session/c', '', undefined],
    ['/vfs/execute', '{"session_id":1}', undefined],
    ['/vfs/execute', '["session_id"]', undefined],
    ['/vfs/execute', 'null', undefined],
    ['/vfs/execute', 'session_id', undefined],
  ])('%s with body %s belongs to %j', (path, body, session) => {
    expect(sessionOf(request(path, body))).toBe(session);
  });

  it('finds any session id again, in a body, a path and a query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (id) => {
        const encoded = encodeURIComponent(id);
        expect(sessionOf(request('/x/execute', JSON.stringify({ session_id: id })))).toBe(id);
        expect(sessionOf(request(`/session/${encoded}`))).toBe(id);
        expect(sessionOf(request(`/session?id=${encoded}`))).toBe(id);
      }),
    );
  });

  it('does not fail on any body', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (body) => {
        expect(['string', 'undefined']).toContain(typeof sessionOf({ ...request('/'), body }));
      }),
    );
  });
});
