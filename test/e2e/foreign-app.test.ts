import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';

const FOREIGN = join(projectRoot, 'test-apps/foreign');
const OWNER = { SPIN_VARIABLE_OWNER: 'Ada' };

const SCENARIO = `spintape: 1
name: notes
world: {clock: 2026-01-05T09:00:00Z, variables: {owner: Ada}}
---
request: {method: GET, path: /}
---
request: {method: PUT, path: /notes/7, text: buy milk}
---
request: {method: GET, path: /api/7}
---
request: {method: DELETE, path: /notes/7}
---
request: {method: GET, path: /notes/7}
`;

describe('a Spin app with another layout, by --app', () => {
  it.each(['', '/spin.toml'])('is served from its own manifest: PATH%s', async (file) => {
    const args = ['--app', `${FOREIGN}${file}`, '--workers', '1'];
    const app = await serveApp(args, { env: OWNER });
    const body = async (path: string, method = 'GET', text?: string) => {
      const sent = text === undefined ? { method } : { method, body: text };
      const answer = await request(`${app.url}${path}`, sent);
      return [answer.status, answer.body];
    };
    expect(await body('/')).toEqual([200, '<h1>Notebook of Ada</h1>']);
    expect(await body('/no/such/page')).toEqual([404, 'no such page']);
    // One component asks the other, and both reach the same store.
    expect(await body('/notes/7', 'PUT', 'buy milk')).toEqual([201, '']);
    expect(await body('/api/7')).toEqual([200, 'buy milk']);
    expect(await body('/notes/7')).toEqual([200, 'buy milk']);
    expect(await body('/api/8')).toEqual([404, 'no note 8']);
    expect(await body('/vfs/health')).toEqual([404, 'no such page']);
    expect((await app.end()).code).toBe(0);
  });

  it('is refused without the variable that it requires', async () => {
    const args = ['serve', '--listen', '127.0.0.1:0', '--app', FOREIGN];
    const { code, stderr } = await spintape(args);
    expect([code, stderr]).toEqual([2, expect.stringContaining('owner')]);
  });

  it('is recorded and replayed; chained calls are run again, and state names the store', async () => {
    const cwd = temporaryFolder();
    writeFileSync(join(cwd, 'notes.yaml'), SCENARIO);
    const app = ['--app', FOREIGN, '--workers', '1'];
    expect(await spintape(['record', ...app, 'notes.yaml'], { cwd })).toMatchObject({
      code: 0,
      stdout: '',
    });
    const text = readFileSync(join(cwd, 'cassettes/notes.yaml'), 'utf8');
    expect(text).toContain('\nstate: {stores: {notes: {set: {');
    expect(text).toContain('buy milk');
    expect(text).not.toContain('exchanges:');
    expect(text).not.toContain('api.spin.internal');
    const replayed = await spintape(['replay', '--json', ...app], { cwd });
    expect([replayed.code, reportOf(replayed).results]).toEqual([
      0,
      [{ name: 'notes', path: 'cassettes/notes.yaml', verdict: 'same', calls: 5 }],
    ]);
  });

  it('is recorded while it is served, and replays', async () => {
    const cwd = temporaryFolder();
    const args = ['--app', FOREIGN, '--record', cwd, '--workers', '1'];
    const app = await serveApp(args, { env: OWNER });
    await request(`${app.url}/notes/1`, { method: 'PUT', body: 'x' });
    expect((await request(`${app.url}/notes/1`)).body).toBe('x');
    await app.end();
    expect(readdirSync(cwd)).toEqual(['shared.yaml']);
    const replayed = await spintape(['replay', '--json', '--app', FOREIGN, '.'], { cwd });
    expect([replayed.code, reportOf(replayed).results]).toEqual([
      0,
      [{ name: 'shared', path: 'shared.yaml', verdict: 'same', calls: 2 }],
    ]);
  });

  it('does not see entries of a store with another label', async () => {
    const cwd = temporaryFolder();
    const given = 'given: {store: {"7": of the other store}}\nrequest: {method: GET, path: /api/7}';
    const text = SCENARIO.slice(0, SCENARIO.indexOf('---'));
    writeFileSync(join(cwd, 'other.yaml'), `${text}---\n${given}\n`);
    const args = ['record', '--app', FOREIGN, '--workers', '1', 'other.yaml'];
    expect((await spintape(args, { cwd })).code).toBe(0);
    const recorded = readFileSync(join(cwd, 'cassettes/other.yaml'), 'utf8');
    expect(recorded).toContain('no note 7');
  });
});

describe('an app with a component that cannot be run', () => {
  const WHY = 'the component api is left out: the embedded host cannot give it sqlite_databases';

  function partial(): string {
    const folder = temporaryFolder();
    cpSync(FOREIGN, folder, { recursive: true });
    const manifest = join(folder, 'spin.toml');
    const text = readFileSync(manifest, 'utf8');
    writeFileSync(manifest, text.replace('["notes"]', '["notes"]\nsqlite_databases = ["default"]'));
    return folder;
  }

  it('runs the others, and answers calls to it with 501', async () => {
    const cwd = partial();
    const app = await serveApp(['--app', '.', '--record', 'recorded', '--workers', '1'], {
      ...{ cwd, env: OWNER },
    });
    expect((await request(`${app.url}/`)).body).toBe('<h1>Notebook of Ada</h1>');
    for (const [path, called] of [
      ['/api/7', ''],
      ['/notes/7', 'called by site, '],
    ]) {
      const answer = await request(`${app.url}${path}`);
      expect([answer.status, JSON.parse(answer.body)]).toMatchObject([
        501,
        { success: false, error: `Failed: ${called}${WHY} (spin.toml:33)` },
      ]);
    }
    const { stderr } = await app.end();
    expect(stderr).toContain(`warning: spin.toml:33: ${WHY}\n`);
    expect(readdirSync(join(cwd, 'recorded'))).toEqual(['shared.yaml']);
    const replayed = await spintape(['replay', '--json', '--app', '.', 'recorded'], { cwd });
    expect(reportOf(replayed).results).toMatchObject([{ verdict: 'same', calls: 1 }]);
  });

  it('has the reason unsupported in reports, and refuses to record calls to it', async () => {
    const cwd = partial();
    writeFileSync(join(cwd, 'notes.yaml'), SCENARIO);
    const whole = ['--app', FOREIGN, '--workers', '1'];
    await spintape(['record', ...whole, 'notes.yaml'], { cwd });
    const args = ['--app', '.', '--workers', '1'];
    const replayed = await spintape(['replay', '--json', ...args], { cwd });
    expect([replayed.code, reportOf(replayed).results]).toMatchObject([
      1,
      [{ verdict: 'failed', reason: 'unsupported', calls: 5 }],
    ]);
    const recorded = await spintape(['record', '--quiet', ...args, 'notes.yaml'], { cwd });
    expect([recorded.code, recorded.stderr]).toEqual([
      1,
      expect.stringContaining(`called by site, ${WHY} (spin.toml:33)`),
    ]);
  });
});
