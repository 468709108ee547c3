import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, openProbe, type Probe } from './probe.fixture.ts';

let probe: Probe;

beforeAll(async () => {
  probe = await openProbe({ memoryPages: 192, workers: 2 });
});
afterAll(() => probe.host.close());

describe('a call in the embedded host', () => {
  it('gets the request with the canonical headers only', async () => {
    const outcome = await probe.call('/echo?x=%2e%2e&y', {
      method: 'POST',
      headers: [
        ['content-type', 'text/plain'],
        ['host', 'elsewhere'],
        ['x-request-id', '7'],
      ],
      body: 'høy',
    });
    expect(jsonOf(outcome)).toEqual({
      method: 'POST',
      url: 'http://localhost:3000/probe/echo?x=%2e%2e&y',
      headers: [
        ['content-type', 'text/plain'],
        ['spin-base-path', '/'],
        ['spin-client-addr', '127.0.0.1:0'],
        ['spin-component-route', '/probe'],
        ['spin-full-url', 'http://localhost:3000/probe/echo?x=%2e%2e&y'],
        ['spin-matched-route', '/probe/...'],
        ['spin-path-info', '/echo'],
        ['spin-raw-component-route', '/probe/...'],
      ],
      bodyLength: 4,
      body: 'høy',
    });
  });

  it('has no route for a path that the manifest does not name', async () => {
    expect(await probe.call('/echo', { route: '/nowhere' })).toEqual({ kind: 'no-route' });
  });

  it('starts in a clean instance every time', async () => {
    for (let round = 0; round < 3; round += 1) {
      expect(jsonOf(await probe.call('/counter'))).toEqual({ calls: 1, mark: 1 });
    }
  });

  it('gives the status, the headers and the body that the component sent', async () => {
    const outcome = await probe.call('/answer?status=418&header=x-b:2&header=x-a:1&body=teapot');
    expect(outcome).toMatchObject({
      kind: 'answered',
      response: {
        status: 418,
        headers: [
          ['content-type', 'text/plain;charset=UTF-8'],
          ['x-a', '1'],
          ['x-b', '2'],
        ],
        body: new TextEncoder().encode('teapot'),
      },
    });
  });

  it('keeps binary bodies exact in both directions', async () => {
    const body = Uint8Array.from({ length: 200_000 }, (_, index) => (index * 7) % 256);
    const outcome = await probe.call('/echo-body', { method: 'POST', body });
    expect(outcome.kind === 'answered' && Buffer.compare(outcome.response.body, body)).toBe(0);
  });

  it('survives the growth of its memory between two host calls', async () => {
    const roomy = await openProbe();
    const body = 'x'.repeat(1_000_000);
    const stored = await roomy.call('/kv/set?store=default&key=k', { method: 'POST', body });
    expect(jsonOf(stored)).toEqual({ ok: true, value: null });
    expect(roomy.keyValue.get('default', 'k')).toHaveLength(body.length);
    await roomy.host.close();
  });

  it('collects what the component prints', async () => {
    const outcome = await probe.call('/log?text=hello');
    expect(outcome.kind === 'answered' && outcome.log).toEqual([
      { component: 'probe', stream: 'stdout', text: 'out hello' },
      { component: 'probe', stream: 'stdout', text: 'err hello' },
    ]);
  });

  it('answers for a component that throws with the 500 of its engine', async () => {
    const outcome = await probe.call('/throw?message=boom');
    expect(outcome).toMatchObject({ kind: 'answered', response: { status: 500 } });
  });
});

describe('the world of a call', () => {
  it('gives the same time and randomness to the same call, and others to another', async () => {
    const world = { at: 1_800_000_000_000, seed: new Uint8Array(32).fill(7) };
    const first = jsonOf(await probe.call('/random', { world }));
    expect(jsonOf(await probe.call('/random', { world }))).toEqual(first);
    expect(jsonOf(await probe.call('/random'))).not.toEqual(first);
    expect(first).toMatchObject({ now: 1_800_000_000_000 });
  });

  it('moves its clock for timers without sleeping, in the order of the timers', async () => {
    // A call that really slept so long would never end: the deadline is 25 s.
    const outcome = await probe.call('/sleep?ms=30000&ms=10&ms=2000');
    expect(jsonOf(outcome)).toEqual([
      { ms: 10, after: 10 },
      { ms: 2000, after: 2000 },
      { ms: 30000, after: 30000 },
    ]);
    expect(outcome.kind === 'answered' && outcome.elapsedMs).toBeGreaterThanOrEqual(30_000);
  });

  it('ends a wait that reads the clock in a loop', async () => {
    expect(jsonOf(await probe.call('/busy?ms=5'))).toEqual({ reads: expect.any(Number) });
  });
});

describe('a call that goes wrong', () => {
  const healthy = async () =>
    expect(jsonOf(await probe.call('/counter'))).toEqual({ calls: 1, mark: 1 });

  it('ends at its deadline while others continue', async () => {
    // Its own host: on a busy machine, calls of other tests take longer than this deadline.
    const hasty = await openProbe({ deadlineMs: 4_000, workers: 2 });
    const loop = hasty.call('/loop');
    const others = await Promise.all(Array.from({ length: 20 }, () => hasty.call('/health')));
    expect(others.every(({ kind }) => kind === 'answered')).toBe(true);
    expect(await loop).toEqual({
      kind: 'failed',
      reason: 'deadline',
      message: 'the component probe ran longer than 4000 ms',
      log: [],
    });
    expect(await hasty.call('/health')).toMatchObject({ kind: 'answered' });
    await hasty.host.close();
  });

  it('ends when it traps, with the reason', async () => {
    expect(await probe.call('/trap')).toEqual({
      kind: 'failed',
      reason: 'trap',
      message: 'the component probe trapped: the component ended its process',
      log: [],
      denied: [],
    });
    await healthy();
  });

  it('ends when it needs more memory than the limit', async () => {
    const outcome = await probe.call('/hog');
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'memory' });
    await healthy();
  });

  it('ends when it waits for something that never happens', async () => {
    const outcome = await probe.call('/never');
    expect(outcome).toMatchObject({
      kind: 'answered',
      response: { status: 500 },
      log: [{ text: expect.stringContaining('expected operations did not resolve') }],
    });
    await healthy();
  });

  it('survives endless recursion', async () => {
    const outcome = await probe.call('/overflow');
    expect(outcome.kind).not.toBe('no-route');
    await healthy();
  });

  it('traps rather than corrupt a body above one mebibyte', async () => {
    expect(await probe.call('/big?size=1048577')).toMatchObject({
      kind: 'failed',
      reason: 'trap',
      message: expect.stringContaining('at most 1048576 are allowed'),
    });
    expect(await probe.call('/big?size=1048576')).toMatchObject({ kind: 'answered' });
  });
});
