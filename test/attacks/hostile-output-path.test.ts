import {
  cpSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

/** A project with a cassette, its scenario and a manifest. */
function project(): string {
  const folder = temporaryFolder();
  for (const name of ['cassettes', 'scenarios']) {
    mkdirSync(join(folder, name));
    cpSync(join(projectRoot, name, 'vfs/read-back.yaml'), join(folder, name, 'a.yaml'));
  }
  return folder;
}

const textOf = (folder: string, name: string) => readFileSync(join(folder, name), 'utf8');

describe('the inputs of a command are not overwritten by its outputs', () => {
  it.each([
    ['the cassette', 'true', 'replay cassettes --junit cassettes/a.yaml'],
    ['the cassette, by a hard link', 'ln cassettes/a.yaml r', 'replay cassettes --junit r'],
    ['the scenario, by a link', 'ln -s scenarios/a.yaml r', 'run scenarios --junit r'],
    ['the cassette of a scenario', 'true', 'run scenarios --junit cassettes/a.yaml'],
    ['the cassette, by stdout', 'true', 'replay cassettes >> cassettes/a.yaml'],
    ['what is converted', 'true', 'convert cassettes/a.yaml ./cassettes/a.yaml --to msw'],
    [
      'what is converted, by a link',
      'ln cassettes/a.yaml r',
      'convert cassettes/a.yaml r --to msw',
    ],
  ])('%s', async (_, make, command) => {
    const folder = project();
    const before = ['cassettes/a.yaml', 'scenarios/a.yaml'].map((name) => textOf(folder, name));
    const force = command.includes('>>') ? '' : '--force';
    const line = `${make}; $spintape ${command.replace(/^\w+/, `$& ${force}`)}`;
    const { code, stderr } = await shell(line, folder);
    expect(stderr).toContain('nothing was written');
    expect(code).toBe(2);
    expect(['cassettes/a.yaml', 'scenarios/a.yaml'].map((name) => textOf(folder, name))).toEqual(
      before,
    );
  });

  it("the app's manifest, and a component of it", async () => {
    const folder = project();
    cpSync(join(projectRoot, 'spin-app/spin.toml'), join(folder, 'spin.toml'));
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/vfs.wasm'), 'mine');
    const check = '$spintape check --app . --law totality --force --save';
    for (const name of ['spin.toml', 'dist/vfs.wasm']) {
      const before = textOf(folder, name);
      const { code, stderr } = await shell(`ln ${name} r; ${check} r; exit $?`, folder);
      expect([code, stderr]).toEqual([2, expect.stringContaining('--save names the file that is')]);
      expect(textOf(folder, name)).toBe(before);
      await shell('rm r', folder);
    }
  });
});

describe('a report in JUnit XML', () => {
  const replay = '$spintape replay cassettes --junit report.xml';

  it('replaces its own reports, and other files only with --force', async () => {
    const folder = project();
    expect((await shell(replay, folder)).code).toBe(0);
    const report = textOf(folder, 'report.xml');
    expect((await shell(replay, folder)).code).toBe(0);
    const others = [
      'mine',
      '',
      report.replace('name="spintape"', 'name="other"'),
      `${report}mine\n`,
      report.slice(0, -20),
    ];
    for (const other of others) {
      writeFileSync(join(folder, 'report.xml'), other);
      const { code, stdout, stderr } = await shell(replay, folder);
      expect([code, stdout, stderr]).toEqual([
        2,
        '',
        'spintape: report.xml: Failed to write the report in JUnit XML: the file exists already, ' +
          'and is not one that Spintape wrote for this. Name another file, or give --force to ' +
          'replace this one; nothing was written.\n',
      ]);
      expect(textOf(folder, 'report.xml')).toBe(other);
    }
    expect((await shell(`${replay} --force`, folder)).code).toBe(0);
    expect(textOf(folder, 'report.xml')).toMatch(/^<\?xml .*\n<testsuites name="spintape" /);
  });

  it('follows a link to an older report, and replaces a link to anything else', async () => {
    const folder = project();
    mkdirSync(join(folder, 'reports'));
    symlinkSync('reports/r.xml', join(folder, 'report.xml'));
    expect((await shell(replay, folder)).code).toBe(2);
    expect((await shell('$spintape replay cassettes --junit reports/r.xml', folder)).code).toBe(0);
    expect((await shell(replay, folder)).code).toBe(0);
    expect(lstatSync(join(folder, 'report.xml')).isSymbolicLink()).toBe(true);
    writeFileSync(join(folder, 'reports/r.xml'), 'mine');
    expect((await shell(`${replay} --force`, folder)).code).toBe(0);
    expect(lstatSync(join(folder, 'report.xml')).isSymbolicLink()).toBe(false);
    expect(textOf(folder, 'reports/r.xml')).toBe('mine');
  });

  it.each([
    '$spintape replay cassettes --junit /dev/stdout | grep -A 9 xml',
    '$spintape replay cassettes --junit /dev/stdout > all; grep -A 9 xml all',
    'mkfifo p; (cat p) & $spintape replay cassettes --junit p > table; wait',
    '$spintape replay cassettes --junit >(cat >&2) 2>&1 > table; sleep 1',
  ])('goes to a stream: %s', async (line) => {
    const { stdout, stderr } = await shell(line, project());
    expect(stdout + stderr).toMatch(/^<\?xml .*\n<testsuites name="spintape" /);
    expect(stdout + stderr).toMatch(/<\/testsuites>\n$/);
  });
});

describe('what is converted', () => {
  it('goes to a stream, which is never replaced', async () => {
    const folder = project();
    symlinkSync('/dev/stdout', join(folder, 'out.js'));
    const { code, stdout } = await shell(
      '$spintape convert cassettes/a.yaml out.js --force | cat',
      folder,
    );
    expect([code, stdout]).toEqual([0, expect.stringContaining('handlers')]);
    expect(lstatSync(join(folder, 'out.js')).isSymbolicLink()).toBe(true);
  });
});

describe('a recording', () => {
  it.each([
    ['link that leads nowhere', 'ln -s planted out/a.yaml', 'planted'],
    ['link to a file', 'echo mine > planted; ln -s ../planted out/a.yaml', 'nothing'],
  ])('replaces no %s', async (_, make, planted) => {
    const folder = project();
    const line = `mkdir out; ${make}; $spintape record scenarios --out out`;
    const { code } = await shell(line, folder);
    expect(code).toBe(2);
    expect(lstatSync(join(folder, 'out/a.yaml')).isSymbolicLink()).toBe(true);
    expect((await shell(`ls out/${planted}`, folder)).code).not.toBe(0);
  });

  it('removes no bodies where a link leads to', async () => {
    const folder = project();
    const digest = 'f'.repeat(64);
    mkdirSync(join(folder, 'blobs'));
    writeFileSync(join(folder, 'blobs', digest), 'mine');
    linkSync(join(folder, 'cassettes/a.yaml'), join(folder, 'a.yaml'));
    symlinkSync('../blobs', join(folder, 'cassettes/a.bodies'));
    const changed = "sed -i 's/Successfully wrote/Wrote/' cassettes/a.yaml";
    const { code } = await shell(`${changed}; $spintape replay cassettes --update`, folder);
    expect(code).toBe(0);
    expect(textOf(folder, `blobs/${digest}`)).toBe('mine');
  });
});
