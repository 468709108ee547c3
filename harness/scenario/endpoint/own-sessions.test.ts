import { describe, expect, it } from 'vitest';
import { expandCall } from '../../tool-call/dialect.ts';
import { OwnSessions } from './own-sessions.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function sent(path: string, body = ''): readonly [path: string, body: string] {
  const request = { method: 'POST', path, headers: [], body: new TextEncoder().encode(body) };
  const own = new OwnSessions('own-').sent(request);
  return [own.path, text(own.body)];
}

describe('the own sessions of a file at a service', () => {
  it('have a prefix wherever a request names them', () => {
    const call = { component: 'vfs', session: 's', tool: 't', args: '{"n":1.50}' };
    const { path, body } = expandCall(call);
    expect(sent(path, text(body))).toEqual([
      '/vfs/execute',
      '{"session_id":"own-s","tool":"t","args":{"n":1.50}}',
    ]);
    expect(sent('/vfs/session/a%2Fb')).toEqual(['/vfs/session/own-a%2Fb', '']);
    expect(sent('/session?id=s')).toEqual(['/session?id=own-s', '']);
    expect(sent('/mock/clear?x=1&session_id=s', '{}')).toEqual([
      '/mock/clear?x=1&session_id=own-s',
      '{}',
    ]);
    expect(sent('/mock/clear', '{ "n": 1.50, "session_id": "s" }')).toEqual([
      '/mock/clear',
      '{"n":1.50,"session_id":"own-s"}',
    ]);
  });

  it('leave other requests as they are', () => {
    for (const body of ['{"session_id": ', '{"session_id": 1}', '["session_id"]', '{"a": "b"}']) {
      expect(sent('/mock/clear', body)).toEqual(['/mock/clear', body]);
    }
    expect(sent('/vfs/health?id=s')).toEqual(['/vfs/health?id=s', '']);
  });

  it('are shown without it, and deleted where they were used', () => {
    const own = new OwnSessions('own-');
    const answer = '{"deleted":"own-s"}';
    own.sent(expandCall({ component: 'vfs', session: 'ä /', tool: 't', args: '{}' }));
    const response = own.received({
      status: 200,
      headers: [['content-length', String(answer.length)]],
      body: new TextEncoder().encode(answer),
    });
    expect([response.headers, text(response.body)]).toEqual([
      [['content-length', '15']],
      '{"deleted":"s"}',
    ]);
    expect(own.ends().map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /session?id=own-%C3%A4%20%2F',
      'DELETE /vfs/session?id=own-%C3%A4%20%2F',
    ]);
  });
});
