import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rawExchange } from '../raw-http.fixture.ts';
import { projectRoot, serveApp, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';

const FOREIGN = join(projectRoot, 'test-apps/foreign');
const SCENARIO = `spintape: 1
name: notes
world: {clock: 2026-01-05T09:00:00Z, variables: {owner: Ada}}
---
request: {method: GET, path: /}
`;

/** A folder with an app in `app`, and a scenario of it. */
function project({ scenarios = 'scenarios' } = {}): string {
  const folder = temporaryFolder();
  cpSync(FOREIGN, join(folder, 'app'), { recursive: true });
  mkdirSync(join(folder, scenarios), { recursive: true });
  writeFileSync(join(folder, scenarios, 'notes.yaml'), SCENARIO);
  return folder;
}

function configure(folder: string, text: string): void {
  writeFileSync(join(folder, 'spintape.config.yaml'), text);
}

describe('a project with a configuration', () => {
  it('gives commands their app, folders and workers, also below its folder', async () => {
    const root = project({ scenarios: 'tapes/wanted' });
    configure(
      root,
      'app: app\nscenarios: tapes/wanted\ncassettes: tapes/heard\nworkers: 1\nhosts: [tape.test]\n',
    );
    const cwd = join(root, 'tapes');
    const recorded = await spintape(['record', 'wanted/notes.yaml'], { cwd });
    expect(recorded).toEqual({
      code: 0,
      stdout: '',
      stderr: 'recorded heard/notes.yaml (1 call)\n',
    });
    const replayed = await spintape(['replay', '--json'], { cwd });
    expect([replayed.code, replayed.stderr, reportOf(replayed).results]).toEqual([
      0,
      '',
      [{ name: 'notes', path: 'heard/notes.yaml', verdict: 'same', calls: 1 }],
    ]);
    // Its cassette has a result, and the variable that the app requires.
    expect(await spintape(['run', '--json'], { cwd: root })).toMatchObject({ code: 0, stderr: '' });
    const served = await serveApp([], { cwd, env: { SPIN_VARIABLE_OWNER: 'Ada' } });
    const asked = (host: string) =>
      rawExchange(served.url, `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`);
    expect(await asked('tape.test')).toContain('<h1>Notebook of Ada</h1>');
    expect(await asked('other.test')).toMatch(/^HTTP\/1\.1 403 /);
    expect(await served.end()).toMatchObject({ code: 0, stderr: '' });
  });

  it('is overridden by options', async () => {
    const root = project();
    configure(root, 'app: nowhere\ncassettes: none\n');
    const args = ['scenarios/notes.yaml', '--app', 'app', '--out', 'heard', '--workers', '1'];
    expect(await spintape(['record', ...args], { cwd: root })).toMatchObject({ code: 0 });
  });

  it.each([
    [
      'ap: app\n',
      ':1: Failed to read the configuration: the configuration has no key "ap". Did you mean app?',
    ],
    [
      'app: .\nworkers: 0\n',
      ':2: Failed to read the configuration: workers is the number 0, not auto, or a whole number from 1 to 1024. Give auto, or a whole number from 1 to 1024.',
    ],
    [
      'app: /etc\n',
      ':1: Failed to read the configuration: app is an absolute path. Name it relative to the folder of the configuration.',
    ],
    [
      'hosts: [a:1]\n',
      ':1: Failed to read the configuration: "a:1" is not a host name. Write it as example.com, without scheme, port or wildcard.',
    ],
  ])('names the line of a mistake: %j', async (text, message) => {
    const cwd = temporaryFolder();
    configure(cwd, text);
    const stderr = `spintape: spintape.config.yaml${message}\n`;
    expect(await spintape(['replay'], { cwd })).toEqual({ code: 2, stdout: '', stderr });
  });
});

describe('a spin.toml in the working folder', () => {
  it('is the app, which is said', async () => {
    const root = project();
    const cwd = join(root, 'app');
    const args = ['record', '../scenarios/notes.yaml', '--out', '../cassettes', '--workers', '1'];
    const { code, stderr } = await spintape(args, { cwd });
    expect([code, stderr]).toEqual([
      0,
      'app: ./spin.toml\nrecorded ../cassettes/notes.yaml (1 call)\n',
    ]);
    const replay = ['replay', '../cassettes', '--workers', '1'];
    expect(await spintape([...replay, '--quiet'], { cwd })).toMatchObject({ code: 0, stderr: '' });
    const other = await spintape([...replay, '--app', join(projectRoot, 'spin-app')], { cwd });
    expect([other.code, other.stderr]).toEqual([1, '']);
  });
});

describe('a cassette of another app', () => {
  it('is refused with the option to give, unless the app was named', async () => {
    const root = project();
    const app = ['--app', 'app', '--workers', '1'];
    await spintape(['record', 'scenarios/notes.yaml', '--out', 'app/heard', ...app], { cwd: root });
    const refusal = await spintape(['replay', '--json', 'app/heard'], { cwd: root });
    expect([refusal.code, reportOf(refusal).results]).toEqual([
      2,
      [
        {
          name: 'notes',
          path: 'app/heard/notes.yaml',
          verdict: 'error',
          reason: 'other-app',
          calls: 0,
          error: {
            code: 'other-app',
            problem:
              'Failed to replay the cassette: it was recorded from the app "notebook", and this is "spintape-tools"',
            next: 'Give its app: spintape replay --app app app/heard/notes.yaml',
            file: 'app/heard/notes.yaml',
          },
        },
      ],
    ]);
    expect(await spintape(['replay', 'app/heard', ...app], { cwd: root })).toMatchObject({
      code: 0,
    });
    const shipped = join(root, 'cassettes');
    cpSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'), join(shipped, 'vfs.yaml'));
    const refused = await spintape(['replay', '../cassettes'], { cwd: join(root, 'app') });
    expect([refused.code, refused.stdout]).toEqual([
      2,
      expect.stringContaining(
        `from the app "spintape-tools", and this is "notebook". Give its app: spintape replay --app ${projectRoot}spin-app ../cassettes/vfs.yaml`,
      ),
    ]);
  });
});

it('advises a command with the options that were given', async () => {
  const root = project();
  const app = ['--app', 'app', '--workers', '1'];
  await spintape(['record', 'scenarios/notes.yaml', ...app], { cwd: root });
  const cassette = join(root, 'cassettes/notes.yaml');
  const advised = 'Replay it with `spintape replay --app app cassettes/notes.yaml`';
  for (const command of ['record', 'run']) {
    const { code, stdout, stderr } = await spintape([command, 'cassettes/notes.yaml', ...app], {
      cwd: root,
    });
    expect([code, stdout + stderr]).toEqual([2, expect.stringContaining(advised)]);
  }
  writeFileSync(cassette, readFileSync(cassette, 'utf8').replace('Notebook of', 'Book of'));
  const missing = ['record', 'scenarios/notes.yaml', '--missing', ...app];
  const { code, stderr } = await spintape(missing, { cwd: root });
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('; spintape replay --app app --update cassettes/notes.yaml\n'),
  ]);
});
