import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type EndedProcess, projectRoot, type ServedApp, serveApp } from '../spintape.fixture.ts';
import { request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');

async function serveProbe(): Promise<ServedApp> {
  const env = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheEndTests0123456789' };
  const app = await serveApp(['--app', PROBE, '--workers', '1'], { env });
  // From here on the component is loaded, and a call is under way as soon as it is sent.
  await request(`${app.url}/probe/health`);
  return app;
}

describe.each(['SIGTERM', 'SIGINT'] as const)('%s', (signal) => {
  it('ends an idle service with exit code 0', async () => {
    const app = await serveProbe();
    expect(await app.end(signal)).toEqual({
      code: 0,
      stdout: `listening on ${app.url}\n`,
      stderr: '',
    });
  });

  it('lets calls under way finish, also over connections that are kept', async () => {
    const app = await serveProbe();
    const agent = new Agent({ keepAlive: true });
    const ending: { ended?: Promise<EndedProcess> } = {};
    // The call is running when it reaches the upstream, which answers some time after the signal.
    const upstream = await startUpstream((_, response) => {
      ending.ended = app.end(signal);
      setTimeout(() => response.end('late'), 300);
    });
    const answer = new Promise<string>((resolve, reject) => {
      const url = `${app.url}/probe/fetch?url=${encodeURIComponent(upstream.url)}`;
      const sent = get(url, { agent }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      });
      sent.on('error', reject);
    });
    expect(JSON.parse(await answer)).toMatchObject({ ok: true, value: { body: 'late' } });
    const answered = performance.now();
    expect((await ending.ended)?.code).toBe(0);
    // A kept connection alone would hold the service for five seconds.
    expect(performance.now() - answered).toBeLessThan(4_500);
    agent.destroy();
  });
});

describe('a service that ends', () => {
  it('does not wait for requests that never become whole', async () => {
    const app = await serveProbe();
    const { hostname, port } = new URL(app.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => {});
    socket.write('POST /probe/echo HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9\r\n\r\nhalf');
    await once(socket, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect((await app.end()).code).toBe(0);
  });
});
