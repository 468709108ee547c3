import { cpSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { answeringModule, handmadeApp } from '../handmade-component.fixture.ts';
import { projectRoot, type ServedApp, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf, request } from '../tool-calls.fixture.ts';

let apps: readonly string[] = [];

beforeAll(async () => {
  const answers = ['201', '202'].map((status) => answeringModule(`(i32.const ${status})`));
  apps = await Promise.all(answers.map(handmadeApp));
});

/** An app, and how its component is built again; each test has a cache of its own. */
function project() {
  const [first = '', second = ''] = apps;
  const root = temporaryFolder();
  const app = join(root, 'app');
  cpSync(first, app, { recursive: true });
  const env = { XDG_CACHE_HOME: join(root, 'cache') };
  const wasm = join(app, 'handmade.wasm');
  const rebuild = () => {
    cpSync(join(second, 'handmade.wasm'), `${wasm}.new`);
    renameSync(`${wasm}.new`, wasm);
  };
  return { root, app, wasm, env, rebuild };
}

async function said(app: ServedApp, text: string): Promise<void> {
  for (let tries = 0; tries < 600 && !app.stderr().includes(text); tries += 1) await delay(50);
  expect(app.stderr()).toContain(text);
}

describe('spintape serve', () => {
  it('takes a component that is built again, and keeps the state', async () => {
    const { app, wasm, env, rebuild } = project();
    const served = await serveApp(['--app', app, '--workers', '1'], { env });
    const status = async () => (await request(`${served.url}/`)).status;
    expect(await status()).toBe(201);
    writeFileSync(wasm, 'half of a component');
    await said(served, 'handmade was rebuilt; calls get the old build: ');
    expect(await status()).toBe(201);
    rebuild();
    await said(served, 'handmade was rebuilt; calls get the new build\n');
    expect(await status()).toBe(202);
    expect((await served.end()).code).toBe(0);
  });

  it('records the build that it began with', async () => {
    const { root, app, env, rebuild } = project();
    const args = ['--app', app, '--workers', '1', '--record', join(root, 'recorded')];
    const served = await serveApp(args, { env });
    rebuild();
    await said(served, 'this service records the old build: start it again for the new one\n');
    expect((await request(`${served.url}/`)).status).toBe(201);
    await served.end();
  });
});

describe('large components', () => {
  it('are prepared before a service listens, and are shown and cleared', async () => {
    const { root } = project();
    const env = { XDG_CACHE_HOME: join(root, 'cache'), SPIN_VARIABLE_OWNER: 'Ada' };
    const app = join(root, 'notes');
    cpSync(join(projectRoot, 'test-apps/foreign'), app, { recursive: true });
    const both = ['a', 'b'].map(() => serveApp(['--app', app, '--workers', '1'], { env }));
    const served = await Promise.all(both);
    // Of two services that start at once, each component is prepared by one.
    const lines = served.flatMap((each) => each.stderr().match(/^preparing \w+ .*$/gm) ?? []);
    expect(lines.map((line) => line.split(' ')[1]).sort()).toEqual(['api', 'site']);
    expect(lines.join('\n')).toMatch(/^preparing \w+ \([12] of 2\) \d+ s$/m);
    await Promise.all(served.map((each) => each.end()));
    const again = await serveApp(['--app', app, '--workers', '1'], { env });
    expect((await again.end()).stderr).toBe('');
    const shown = await spintape(['cache'], { env, cwd: root });
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.stdout).toMatch(
      /^ +\d+ MB {2}notes\/components\/\w+\/dist\/\w+\.wasm\n.*\n2 components, \d+ MB in /,
    );
    const { results } = reportOf(await spintape(['cache', '--json'], { env, cwd: root }));
    expect(results).toMatchObject([{ bytes: expect.any(Number) }, { source: expect.any(String) }]);
    const cleared = await spintape(['cache', '--clear'], { env });
    expect(cleared.stdout).toMatch(/^removed 2 components, \d+ MB\n$/);
    expect(readdirSync(join(root, 'cache/spintape'))).toEqual([]);
  });

  it('are prepared on their first call with --lazy', async () => {
    const { root } = project();
    mkdirSync(join(root, 'cache'));
    const env = { XDG_CACHE_HOME: join(root, 'cache'), SPIN_VARIABLE_OWNER: 'Ada' };
    const args = ['--app', join(projectRoot, 'test-apps/foreign'), '--workers', '1', '--lazy'];
    const served = await serveApp(args, { env });
    expect(served.stderr()).toBe('');
    expect(readdirSync(join(root, 'cache'))).toEqual([]);
    expect((await served.end()).code).toBe(0);
  });
});
