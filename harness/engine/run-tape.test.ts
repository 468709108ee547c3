import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../test/temporary-folder.fixture.ts';
import { findCassettes } from '../cassette/store/find-cassettes.ts';
import type { App } from '../host/app.ts';
import { EmbeddedHost } from '../host/embedded/embedded-host.ts';
import { readManifest } from '../host/manifest/read-manifest.ts';
import { playTape } from './play-tape.ts';
import { runTape } from './run-tape.ts';
import type { Tape } from './tape.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const opened: App[] = [];

afterAll(async () => {
  for (const { host } of opened) await host.close();
});

async function open(manifestPath: string, deadlineMs?: number): Promise<App> {
  const manifest = await readManifest(join(ROOT, manifestPath));
  const host = new EmbeddedHost(manifest, { mode: 'reset', workers: 1, deadlineMs });
  const app = { manifest, host };
  opened.push(app);
  return app;
}

/** A cassette of the probe app, with a call to each of these paths. */
function probeCassette(...paths: readonly string[]): string {
  const file = join(temporaryFolder(), 'a.yaml');
  const calls = paths.map(
    (path) =>
      `---\nat: 2026-01-05T09:00:00Z\nrequest: {method: GET, path: '/probe${path}'}\n` +
      'response: {status: 200, headers: {content-type: application/json}, json: {calls: 1, mark: 1}}\n',
  );
  const header = 'spintape: 1\nname: a\nworld: {variables: {token: <secret:token>}}\n';
  writeFileSync(file, header + calls.join(''));
  return file;
}

function tapes(): Tape[] {
  const cassettes = findCassettes([join(ROOT, 'cassettes')]);
  const scenarios = findCassettes([join(ROOT, 'scenarios/vfs')], 'scenarios');
  return [
    ...cassettes.flatMap((file) => [
      { kind: 'cassette' as const, file, path: file },
      { kind: 'update' as const, file, path: file },
      { kind: 'observation' as const, file, path: file },
    ]),
    ...scenarios.map((file) => ({
      ...{ kind: 'scenario' as const, file, path: file, seed: undefined },
      ...{ files: new Map(), places: new Map() },
    })),
  ];
}

describe('a tape', () => {
  it('gives the same results in a worker as call by call', async () => {
    const app = await open('spin-app/spin.toml');
    const all = tapes();
    expect(all.length).toBeGreaterThan(20);
    for (const tape of all) {
      const played = await app.host.playTape?.(tape);
      expect(played?.result).toEqual(await playTape(app, tape));
    }
  });

  it('that compares two apps shows in a worker what it shows call by call', async () => {
    const app = await open('test-apps/probe/spin.toml');
    const file = probeCassette('/counter', '/random');
    const observed = await runTape(app, { kind: 'observation', file, path: 'a.yaml' });
    const [one, ...others] = observed.calls ?? [];
    if (one === undefined) throw new Error('no call was observed');
    const state = new Map([['default', new Map([['a', new Uint8Array([1])]])]]);
    const calls = [{ ...one, state }, ...others];
    expect(calls.length).toBe(2);
    const first = { name: 'probe', calls };
    const tape = { kind: 'comparison', file, path: 'a.yaml', first } as const;
    const played = await app.host.playTape?.(tape);
    expect(played?.result).toEqual(await playTape(app, tape));
    const { judged } = await runTape(app, tape);
    expect(judged?.differences.map(({ step, reason }) => [step, reason])).toEqual([
      [1, 'changed-state'],
    ]);
  });

  it('is not compared with calls of another cassette', async () => {
    const app = await open('test-apps/probe/spin.toml');
    const file = probeCassette('/counter');
    const first = { name: 'probe', calls: [] };
    const played = await runTape(app, { kind: 'comparison', file, path: 'a.yaml', first });
    expect(played).toMatchObject({ name: 'a', failure: { code: 'cassette-invalid' } });
  });

  it('with a call that runs too long loses only that call', async () => {
    const app = await open('test-apps/probe/spin.toml', 4_000);
    const file = probeCassette('/counter', '/loop', '/counter');
    const tape = { kind: 'cassette', file, path: 'a.yaml' } as const;
    expect(await app.host.playTape?.(tape)).toBeUndefined();
    const { name, judged } = await runTape(app, tape);
    expect([name, judged?.verdict, judged?.reason]).toEqual(['a', 'failed', 'deadline']);
    expect(judged?.differences.map(({ step, reason }) => [step, reason])).toEqual([
      [2, 'deadline'],
    ]);
  });

  it('for an unreadable file says why, with its place', async () => {
    const app = await open('spin-app/spin.toml');
    const file = join(temporaryFolder(), 'a.yaml');
    writeFileSync(file, 'spintape: 1\nnam: a\n');
    const played = await runTape(app, { kind: 'cassette', file, path: 'a.yaml' });
    expect(played).toMatchObject({ failure: { code: 'cassette-invalid', file, line: 2 } });
    expect(played.name).toBeUndefined();
  });

  it('is rejected by a host that has been closed', async () => {
    const app = await open('spin-app/spin.toml');
    const [tape] = tapes();
    if (tape === undefined) throw new Error('there is no tape');
    await app.host.close();
    await expect(runTape(app, tape)).rejects.toMatchObject({ code: 'host-failed' });
  });
});
