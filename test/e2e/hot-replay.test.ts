import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readCassette } from '../../harness/internal.ts';
import { rememberingApp } from '../remembering-component.fixture.ts';
import { projectRoot, type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';
import { startUpstream } from '../upstream.fixture.ts';

const PROBE = join(projectRoot, 'test-apps/probe');
const TOKEN = { SPIN_VARIABLE_TOKEN: 'ghp_tokenOfTheHotReplayTests012345678' };

function serveProbe(folder: string, ...args: readonly string[]): Promise<ServedApp> {
  return serveApp(['--app', PROBE, '--workers', '3', '--record', folder, ...args], { env: TOKEN });
}

/** The `unreproducible` entries in a folder of cassettes, by the beginning of their names. */
function unreproducible(folder: string): Record<string, unknown> {
  const files = readdirSync(folder).map((name) => {
    const { entries } = readCassette(join(folder, name));
    return [name.replace(/-.*/, ''), entries.map((entry) => entry.unreproducible?.import)] as const;
  });
  return Object.fromEntries(files);
}

/** A call that reads a key twice while another session changes it in between. */
async function changeInMidCall({ url }: ServedApp): Promise<unknown> {
  const set = (session: string, body: string) =>
    request(`${url}/probe/kv/set?session_id=${session}&store=default&key=k`, {
      method: 'POST',
      body,
    });
  // The reader calls it between its two reads, so no timing is needed.
  const between = await startUpstream(async (_, response) => {
    await set('writer', 'new');
    response.end();
  });
  await set('writer', 'old');
  const query = `session_id=reader&store=default&key=k&url=${encodeURIComponent(between.url)}`;
  return JSON.parse((await request(`${url}/probe/kv/twice?${query}`)).body);
}

describe('a call that is not a function of its recorded world', () => {
  it('is found where another session changes a key in the middle of it', async () => {
    const folder = temporaryFolder();
    const app = await serveProbe(folder);
    expect(await changeInMidCall(app)).toEqual({ first: 'old', second: 'new' });
    const { code, stderr } = await app.end();
    const [reader = ''] = readdirSync(folder).filter((name) => name.startsWith('reader-'));
    const reported = 'default/k was changed from outside while the call ran';
    expect([code, stderr]).toEqual([
      0,
      `${join(folder, reader)}: step 1 does not replay (key-value): ${reported}\n`,
    ]);
    expect(unreproducible(folder)).toEqual({
      reader: ['key-value'],
      writer: [undefined, undefined],
    });

    const replayed = await spintape(['replay', '--app', PROBE, '--json', '.'], { cwd: folder });
    const [difference] = reportOf(replayed).results[0]?.differences ?? [];
    expect([replayed.code, reportOf(replayed).summary['unverifiable'], difference]).toEqual([
      1,
      1,
      {
        step: 1,
        line: 12,
        reason: 'unreproducible',
        where: 'import key-value',
        recorded: reported,
      },
    ]);
    const shown = await spintape(['show', reader], { cwd: folder });
    expect(shown.stdout).toContain(`\n  does not replay (key-value): ${reported}\n`);

    // A replay is a function of its inputs, so its answer can be copied.
    const args = ['replay', '--app', PROBE, '--update', reader];
    expect((await spintape(args, { cwd: folder })).code).toBe(0);
    const again = await spintape(['replay', '--app', PROBE, '--json', '.'], { cwd: folder });
    expect([again.code, reportOf(again).summary['same']]).toEqual([0, 2]);
  });

  it('is found where it lists keys that other recordings own', async () => {
    const folder = temporaryFolder();
    const app = await serveProbe(folder);
    const set = `${app.url}/probe/kv/set?session_id=writer&store=default&key=k`;
    await request(set, { method: 'POST', body: 'v' });
    await request(`${app.url}/probe/kv/keys?session_id=lister&store=default`);
    expect((await app.end()).stderr).toContain(
      'step 1 does not replay (key-value): the keys of store default were listed, and others among them belong to no call of the file\n',
    );
    expect(unreproducible(folder)).toEqual({ lister: ['key-value'], writer: [undefined] });
  });

  it('is detected if an instance remembers calls, and does not occur with fresh instances', async () => {
    const { app: remembering, env } = await rememberingApp();
    const args = ['--app', remembering, '--workers', '1', '--record'];
    const kept = temporaryFolder();
    const app = await serveApp([...args, kept], { env });
    expect((await request(`${app.url}/`)).status).toBe(201);
    expect((await app.end()).stderr).toBe(
      `${join(kept, 'shared.yaml')}: step 1 does not replay (instance): response.status differs though every import gave the same: the component keeps something from call to call; record with --instances fresh\n`,
    );
    expect(unreproducible(kept)).toEqual({ 'shared.yaml': ['instance'] });

    const fresh = temporaryFolder();
    const other = await serveApp([...args, fresh, '--instances', 'fresh'], { env });
    for (const status of [201, 201]) {
      expect((await request(`${other.url}/`)).status).toBe(status);
    }
    expect((await other.end()).stderr).toBe('');
    expect(unreproducible(fresh)).toEqual({ 'shared.yaml': [undefined, undefined] });
  });

  it('is recorded without a word by --no-hot-replay', async () => {
    const folder = temporaryFolder();
    const app = await serveProbe(folder, '--no-hot-replay');
    expect(await changeInMidCall(app)).toEqual({ first: 'old', second: 'new' });
    expect((await app.end()).stderr).toBe('');
    expect(unreproducible(folder)).toEqual({ reader: [undefined], writer: [undefined, undefined] });
  });
});

describe('calls of several sessions that write the same', () => {
  it('reproduce alone, whichever wrote first', async () => {
    const folder = temporaryFolder();
    const app = await serveProbe(folder);
    for (const session of ['a', 'b']) {
      const set = `${app.url}/probe/kv/set?session_id=${session}&store=default&key=k`;
      await request(set, { method: 'POST', body: 'v' });
    }
    expect((await app.end()).stderr).toBe('');
    const [, second = ''] = readdirSync(folder);
    expect(readFileSync(join(folder, second), 'utf8')).toContain('state: {set: {k: v}}');
    const replayed = await spintape(['replay', '--app', PROBE, '--json', '.'], { cwd: folder });
    expect([replayed.code, reportOf(replayed).summary['same']]).toEqual([0, 2]);
  });
});

describe('spintape record', () => {
  it('reports a call that does not reproduce, with exit code 1, and records it', async () => {
    const { app, env } = await rememberingApp();
    const cwd = temporaryFolder();
    writeFileSync(
      join(cwd, 'a.yaml'),
      'spintape: 1\nname: a\nworld: {clock: 2026-01-05T09:00:00Z}\n---\nrequest: {method: GET, path: /}\n',
    );
    const args = ['record', '--app', app, '--workers', '1', '--json', 'a.yaml'];
    const { code, stdout, stderr } = await spintape(args, { cwd, env });
    const detail =
      'response.status differs though every import gave the same: the component keeps something from call to call; record with --instances fresh';
    expect([code, stderr]).toEqual([
      1,
      `recorded cassettes/a.yaml (1 call)\n  step 1: does not replay (instance): ${detail}\n`,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      results: [
        {
          name: 'a',
          path: 'cassettes/a.yaml',
          calls: 1,
          unreproducible: [{ step: 1, import: 'instance', detail }],
        },
      ],
    });
  });
});
