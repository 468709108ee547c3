import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openProbe } from './probe.fixture.ts';

describe('a host that is closed', () => {
  it('rejects the running call, those that wait and later ones', async () => {
    const probe = await openProbe({ workers: 1 });
    await probe.call('/health');
    const running = probe.call('/loop');
    const waiting = probe.call('/health');
    const closed =
      'Failed to run the call: the host has been closed. Close a host only when its calls have ended.';
    const rejected = [running, waiting].map((call) => expect(call).rejects.toThrow(closed));
    await probe.host.close();
    await Promise.all(rejected);
    await expect(probe.call('/health')).rejects.toThrow('the host has been closed');
  });
});

describe('workers', () => {
  it('run calls in parallel, at most one for each worker', async () => {
    const probe = await openProbe({ workers: 2, deadlineMs: 3_000 });
    const outcomes = await Promise.all([probe.call('/loop'), probe.call('/health')]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['failed', 'answered']);
    await probe.host.close();
  });

  it('do not count the time during which the thread that serves them is busy', async () => {
    const probe = await openProbe({ workers: 1, deadlineMs: 1_000 });
    await probe.call('/health');
    const calls = [probe.call('/health'), probe.call('/health')];
    await setImmediate();
    const until = performance.now() + 1_500;
    while (performance.now() < until);
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(['answered', 'answered']);
    await probe.host.close();
  });

  it('count the calls in kept and in new instances', async () => {
    const reset = await openProbe({ mode: 'reset' });
    for (let call = 0; call < 4; call += 1) await reset.call('/health');
    expect(reset.host.counters()).toEqual({ reset: 3, fresh: 1 });
    await reset.host.close();
    const fresh = await openProbe({ mode: 'fresh' });
    for (let call = 0; call < 4; call += 1) await fresh.call('/health');
    expect(fresh.host.counters()).toEqual({ reset: 0, fresh: 4 });
    await fresh.host.close();
  });
});
