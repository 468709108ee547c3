import { afterEach, describe, expect, it, vi } from 'vitest';
import { startUpstream } from '../../test/upstream.fixture.ts';
import { EndpointHost } from './endpoint-host.ts';

const REQUEST = { method: 'GET', path: '/a', headers: [], body: new Uint8Array() };

afterEach(() => {
  vi.useRealTimers();
});

describe('EndpointHost', () => {
  it('gives up on an endless answer', async () => {
    const service = await startUpstream((_, response) => {
      const more = (): void => {
        while (response.write(Buffer.alloc(1024 * 1024)));
      };
      response.on('drain', more);
      more();
    });
    await expect(new EndpointHost(service.url).answer(REQUEST)).rejects.toMatchObject({
      code: 'host-failed',
      message:
        `Failed to call the service at ${service.url}: its answer to GET /a has more than 64 MiB. ` +
        'Let the service end its answers, or name another with --endpoint URL.',
    });
  });

  it('names the last request that reached a service which is gone', async () => {
    const service = await startUpstream((_, response) => {
      response.setHeader('connection', 'close');
      response.end('{}', () => service.close());
    });
    const host = new EndpointHost(service.url);
    expect(await host.answer({ ...REQUEST, method: 'DELETE' })).toMatchObject({ status: 200 });
    const gone = {
      code: 'host-failed',
      problem: `Failed to call the service at ${service.url}: ECONNREFUSED, after DELETE /a was answered with 200`,
    };
    await expect(host.answer(REQUEST)).rejects.toMatchObject(gone);
    await expect(host.answer(REQUEST)).rejects.toMatchObject(gone);
    await expect(new EndpointHost(service.url).answer(REQUEST)).rejects.toMatchObject({
      problem: `Failed to call the service at ${service.url}: ECONNREFUSED`,
    });
  });

  it('waits no longer for a trickling answer than for one that never begins', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const service = await startUpstream((_, response) => {
      const drip = setInterval(() => response.write('a'), 100);
      response.once('close', () => clearInterval(drip));
      response.write('a', () => setImmediate(() => vi.advanceTimersByTime(30_000)));
    });
    expect(await new EndpointHost(service.url).answer(REQUEST)).toMatchObject({ status: 0 });
  });
});
