import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OutboundRequest } from '../../tool-call/exchange.ts';
import { jsonOf, openProbe, PROBE_TOKEN, type Probe } from './probe.fixture.ts';

const sent: OutboundRequest[] = [];
let probe: Probe;

beforeAll(async () => {
  probe = await openProbe(
    {},
    {
      send: async (request) => {
        sent.push(request);
        const body = new TextEncoder().encode('fine');
        return { kind: 'response', response: { status: 200, headers: [], body } };
      },
    },
  );
});
afterAll(() => probe.host.close());

/** The engine's error for a request that the host denies. */
const HOST_DENIED = {
  ok: false,
  error: {
    name: 'Error',
    message: 'fetch: An error occurred while using the host API.\n',
  },
};

/** An attempt must leave nothing that the next call could find. */
async function nextCallIsClean(): Promise<void> {
  expect(jsonOf(await probe.call('/counter'))).toEqual({ calls: 1, mark: 1 });
}

describe('the sandbox refuses', () => {
  it('a host that the manifest does not name, before anything is sent', async () => {
    sent.length = 0;
    for (const url of [
      'https://evil.example/',
      'http://api.example.test/',
      'https://api.example.test:444/',
    ]) {
      const answer = jsonOf(await probe.call(`/fetch?url=${encodeURIComponent(url)}`));
      expect(answer).toEqual(HOST_DENIED);
    }
    expect(sent).toEqual([]);
    await nextCallIsClean();
  });

  it('a store that the manifest does not name', async () => {
    const answer = jsonOf(await probe.call('/kv/get?store=other&key=k'));
    expect(JSON.stringify(answer)).toContain('access-denied');
    await nextCallIsClean();
  });

  it('any store, host or variable to a component that was granted nothing', async () => {
    const route = '/sealed';
    const store = jsonOf(await probe.call('/kv/get?store=default&key=k', { route }));
    expect(JSON.stringify(store)).toContain('access-denied');
    const host = jsonOf(await probe.call('/fetch?url=http%3A%2F%2Flocalhost%2F', { route }));
    expect(host).toEqual(HOST_DENIED);
    expect(jsonOf(await probe.call('/variable?name=token', { route }))).toEqual({ value: null });
    await nextCallIsClean();
  });

  it('a variable that is not declared, and an invalid name', async () => {
    expect(jsonOf(await probe.call('/variable?name=absent'))).toEqual({ value: null });
    expect(JSON.stringify(jsonOf(await probe.call('/variable/raw?name=absent')))).toContain(
      'undefined',
    );
    expect(JSON.stringify(jsonOf(await probe.call('/variable/raw?name=NOT%20A%20NAME')))).toContain(
      'invalid-name',
    );
    await nextCallIsClean();
  });

  it('the environment and arguments of the process', async () => {
    expect(jsonOf(await probe.call('/environment'))).toEqual({
      environment: { ok: true, value: [] },
      arguments: { ok: true, value: [] },
      directory: { ok: true, value: null },
    });
    await nextCallIsClean();
  });

  it('files: there is no directory to open them in', async () => {
    expect(jsonOf(await probe.call('/file?path=/etc/passwd'))).toEqual({ ok: true, value: [] });
    await nextCallIsClean();
  });

  it('sockets', async () => {
    const denied = { ok: false, error: expect.objectContaining({ payload: 'access-denied' }) };
    // The guest's bindings of componentize-js 0.10.5 lack the class that a lookup needs, so a
    // lookup fails before it reaches the host.
    expect(jsonOf(await probe.call('/socket?host=localhost'))).toEqual({
      create: denied,
      resolve: { ok: false, error: expect.anything() },
    });
    await nextCallIsClean();
  });
});

describe('a secret', () => {
  it('never reaches the component, which sees its placeholder', async () => {
    const answer = JSON.stringify(jsonOf(await probe.call('/variable?name=token')));
    expect(answer).toBe('{"value":"spintape-secret.token.stand-in"}');
    expect(answer).not.toContain(PROBE_TOKEN);
  });
});
