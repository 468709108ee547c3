import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deepFabricLine } from '../dataset/deepfabric-row.fixture.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { type ShellEnd, shell } from './shell.fixture.ts';

const DIGEST = 'a'.repeat(64);
const LARGE =
  'spintape: 1\nname: a\napp: {name: spintape, build: {}}\n---\nat: 2026-01-01T00:00:00.000Z\n' +
  `request: {method: POST, path: /execute, sha256: ${DIGEST}}\nresponse: {status: 200}\n`;
const ROW = `${deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]])}\n`;

/** A project in which one path is a link, as in a git repository. */
function projectWith(path: string, target: string): string {
  const folder = temporaryFolder();
  for (const name of ['app/dist', 'cassettes/a.bodies', 'scenarios', 'certificates']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  cpSync(join(projectRoot, 'scenarios/vfs/read-back.yaml'), join(folder, 'scenarios/s.yaml'));
  writeFileSync(join(folder, 'cassettes/a.yaml'), LARGE);
  cpSync(join(projectRoot, 'spin-app/spin.toml'), join(folder, 'app/spin.toml'));
  writeFileSync(join(folder, 'rows.jsonl'), ROW);
  rmSync(join(folder, path), { force: true });
  symlinkSync(target, join(folder, path));
  return folder;
}

/** Runs a command that must end in time, whatever it reads. */
function bounded(command: string, folder: string): Promise<ShellEnd> {
  const silent = '< <(exec sleep 60 > /dev/null 2>&1)';
  return shell(`timeout -s KILL 25 $spintape ${command} ${silent}`, folder);
}

describe('a link cannot hold the process', { timeout: 60_000 }, () => {
  it.each([
    ['a body', `cassettes/a.bodies/${DIGEST}`, 'replay cassettes'],
    ['a manifest', 'app/spin.toml', 'serve --app app --listen :0'],
    ['a component', 'app/dist/vfs.wasm', 'run scenarios --app app'],
    ['a cassette that is shown', 'x.yaml', 'show x.yaml'],
    ['a cassette that answers', 'x.yaml', 'serve --cassette x.yaml --listen :0'],
    ['a cassette that is replayed', 'x.yaml', 'replay x.yaml'],
    ['a scenario', 'x.yaml', 'record x.yaml'],
    ['the recording of a scenario', 'cassettes/s.yaml', 'run scenarios'],
    ['an older recording', 'cassettes/s.yaml', 'record scenarios'],
    ['what is converted', 'x.json', 'convert x.json y.yaml'],
    ['rows', 'x.jsonl', 'reproduce x.jsonl'],
    ['a configuration', 'x.yaml', 'reproduce rows.jsonl --config x.yaml'],
    ['a world', 'x.yaml', 'reproduce rows.jsonl --world x.yaml'],
    ['a log of mocks', 'x.jsonl', 'reproduce rows.jsonl --mock-log x.jsonl'],
    ['a certificate', 'certificates/c.json', 'verify certificates rows.jsonl'],
  ])('as %s', async (_, path, command) => {
    const targets = [
      ['/dev/zero', /it is a device, and not a file|it is not a file/],
      ['/dev/stdin', /it is a link to a pipe|it is not a file/],
    ] as const;
    for (const [target, reason] of targets) {
      const { code, stdout, stderr } = await bounded(command, projectWith(path, target));
      const said = stdout + stderr;
      expect([code, said]).toEqual([2, expect.stringMatching(reason)]);
      expect(said).toContain(path.split('/').at(-1));
      expect(said).not.toMatch(/report this bug|heap|Killed/);
    }
  });

  it('nor as a package.json above a cassette that is written', async () => {
    const folder = projectWith('package.json', '/dev/zero');
    expect((await bounded('record scenarios --out out', folder)).code).toBe(0);
  });

  it('nor as a body that is written again', async () => {
    const folder = projectWith('x', 'y');
    const body = JSON.stringify('x'.repeat(300_000));
    const nock = { scope: 'http://a.test', method: 'GET', path: '/', response: body, status: 200 };
    writeFileSync(join(folder, 'n.json'), JSON.stringify([nock]));
    expect((await bounded('convert n.json b.yaml', folder)).code).toBe(0);
    await shell('for body in b.bodies/????*; do ln -sf /dev/zero $body; done', folder);
    expect((await bounded('convert n.json b.yaml --force', folder)).code).toBe(0);
    expect((await bounded('show b.yaml', folder)).code).toBe(0);
  });
});

describe('a file that the kernel makes up', { timeout: 60_000 }, () => {
  it('is read by no link', async () => {
    const folder = projectWith('x.yaml', '/proc/self/pagemap');
    const linked = await bounded('show x.yaml', folder);
    expect([linked.code, linked.stderr]).toEqual([
      2,
      'spintape: x.yaml: Failed to read the file: it is a link to what is not kept on a disk. ' +
        'Name a file, or a pipe by its own path.\n',
    ]);
  });
});

describe('what is named itself', { timeout: 60_000 }, () => {
  const cassette = join(projectRoot, 'cassettes/vfs/read-back.yaml');

  it.each([
    `$spintape show <(cat ${cassette})`,
    `cat ${cassette} | $spintape show /dev/stdin`,
    `$spintape show /dev/stdin < ${cassette}`,
    `mkfifo p; cat ${cassette} > p & $spintape show p`,
  ])('is read: %s', async (line) => {
    const { code, stdout } = await shell(line, temporaryFolder());
    expect([code, stdout]).toEqual([0, expect.stringContaining('read-back')]);
  });

  it('is refused as a device, with the next step', async () => {
    const { code, stderr } = await shell('$spintape show /dev/full', temporaryFolder());
    expect([code, stderr]).toEqual([
      2,
      'spintape: /dev/full: Failed to read the file: it is a device, and not a file. ' +
        'Name a file, or a pipe by its own path.\n',
    ]);
  });

  it('is read up to the limit', async () => {
    const line = 'head -c 70M /dev/zero | timeout -s KILL 25 $spintape show /dev/stdin';
    const { code, stderr } = await shell(line, temporaryFolder());
    expect([code, stderr]).toEqual([2, expect.stringContaining('it is larger than 67108864')]);
  });
});
