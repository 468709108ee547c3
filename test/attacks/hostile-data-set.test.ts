import {
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deepFabricLine } from '../dataset/deepfabric-row.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

const GOOD = `${deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]])}\n`;
const BAD = `${deepFabricLine([[['read_file', { file_path: 'a' }, 'B']]])}\n`;
const LOG = '{"m": "GET", "t": "/health", "st": 200}';
const WORLD = 'spintape: 1\nname: world\nworld: {files: {a: A}}\n';

/** A dataset with one row that reproduces and one that does not. */
function dataSet(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'rows.jsonl'), GOOD + BAD);
  writeFileSync(join(folder, 'world.yaml'), WORLD);
  return folder;
}

describe('a dataset cannot be overwritten by its outputs', () => {
  it.each([
    ['its own path, spelt otherwise', 'true', 'rows.jsonl --write-good ./x/../rows.jsonl'],
    ['a symbolic link', 'ln -s rows.jsonl g', 'rows.jsonl --write-good g'],
    ['a link to a link', 'ln -s rows.jsonl h; ln -s h g', 'rows.jsonl --write-good g'],
    ['a link to its folder', 'ln -s . d', 'rows.jsonl --write-good d/rows.jsonl'],
    ['a hard link', 'ln rows.jsonl g', 'rows.jsonl --write-good g'],
    ['stdin', 'true', '- --write-good rows.jsonl < rows.jsonl'],
    ['a link, with stdin', 'ln rows.jsonl g', '- --write-good g < rows.jsonl'],
    ['/dev/stdin', 'true', '/dev/stdin --write-good rows.jsonl < rows.jsonl'],
    ['a descriptor', 'true', 'rows.jsonl --write-good /dev/fd/3 3<> rows.jsonl'],
    ['the starting world', 'true', 'rows.jsonl --write-good world.yaml'],
    ['the mocks', `echo '${LOG}' > log; ln log g`, 'rows.jsonl --mock-log log --write-good g'],
    ['stdout that is appended', 'true', 'rows.jsonl >> rows.jsonl'],
    ['the file of judged rows', 'true', 'rows.jsonl --resume rows.jsonl'],
    ['the passing rows and the judged ones', 'true', 'rows.jsonl --resume g --write-good ./g'],
    ['the passing rows and stdout', 'true', 'rows.jsonl --write-good g > g'],
  ])('not through %s, not by force', async (_, make, args) => {
    const folder = dataSet();
    mkdirSync(join(folder, 'x'));
    const force = args.includes('--write-good') ? '--force' : '';
    const run = `$spintape reproduce ${force} --world world.yaml ${args}`;
    const { code, stderr } = await shell(`${make}; ${run}`, folder);
    expect(stderr).toContain('nothing was written');
    expect(code).toBe(2);
    const now = ['rows.jsonl', 'world.yaml'].map((name) => readFileSync(join(folder, name)));
    expect(Buffer.concat(now).toString()).toBe(GOOD + BAD + WORLD);
  });

  it('and no other existing file, except with --force', async () => {
    const folder = dataSet();
    const kept = join(folder, 'kept');
    const run = '$spintape reproduce rows.jsonl --world world.yaml --write-good kept';
    for (const text of ['mine', '']) {
      writeFileSync(kept, text, { mode: 0o600 });
      const { code, stderr } = await shell(run, folder);
      expect([code, stderr]).toEqual([
        2,
        'spintape: kept: Failed to write the rows that reproduce: the file exists already. ' +
          'Name another file, or give --force to replace this one; nothing was written.\n',
      ]);
      expect(readFileSync(kept, 'utf8')).toBe(text);
    }
    expect((await shell(`${run} --force`, folder)).code).toBe(1);
    expect([readFileSync(kept, 'utf8'), lstatSync(kept).mode & 0o777]).toEqual([GOOD, 0o600]);
  });

  it('nor does a link in it choose the output file', async () => {
    const folder = dataSet();
    const [victim, link] = [join(folder, 'victim'), join(folder, 'good.jsonl')];
    writeFileSync(victim, 'mine');
    symlinkSync(victim, link);
    const run = '$spintape reproduce rows.jsonl --world world.yaml --write-good good.jsonl';
    expect((await shell(run, folder)).code).toBe(2);
    expect((await shell(`${run} --force`, folder)).code).toBe(1);
    expect([readFileSync(victim, 'utf8'), readFileSync(link, 'utf8')]).toEqual(['mine', GOOD]);
    expect(lstatSync(link).isSymbolicLink()).toBe(false);
    // A dangling link would create a file at a place that the attacker chose.
    symlinkSync(join(folder, 'planted'), join(folder, 'state'));
    const resumed = '$spintape reproduce rows.jsonl --world world.yaml --resume state';
    expect((await shell(resumed, folder)).code).toBe(2);
    expect(readdirSync(folder)).not.toContain('planted');
  });

  it('nor does a certificate overwrite another file', async () => {
    const folder = dataSet();
    const run = '$spintape reproduce rows.jsonl --world world.yaml --certify certificates';
    expect((await shell(run, folder)).code).toBe(1);
    const [name = ''] = readdirSync(join(folder, 'certificates'));
    const certificate = readFileSync(join(folder, 'certificates', name), 'utf8');
    expect((await shell(run, folder)).code).toBe(1);
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    for (const plant of [symlinkSync, linkSync]) {
      await shell(`rm certificates/${name}`, folder);
      plant(victim, join(folder, 'certificates', name));
      expect((await shell(run, folder)).code).toBe(2);
      expect((await shell(`${run} --force`, folder)).code).toBe(1);
      expect(readFileSync(victim, 'utf8')).toBe('mine');
      expect(readFileSync(join(folder, 'certificates', name), 'utf8')).toBe(certificate);
    }
  });

  it('and passing rows appear completely or not at all', async () => {
    const folder = dataSet();
    writeFileSync(join(folder, 'none.jsonl'), '\n');
    const write = '--world world.yaml --write-good good.jsonl';
    expect((await shell(`$spintape reproduce none.jsonl ${write}`, folder)).code).toBe(2);
    // Another process creates the file while rows are judged.
    writeFileSync(join(folder, 'rows.jsonl'), GOOD.repeat(30));
    const feed =
      'cat rows.jsonl; until compgen -G ".good*.tmp" > /dev/null; do sleep 0.1; done; ' +
      'echo mine > good.jsonl';
    const run = `$spintape reproduce - ${write} --workers 2`;
    const { code, stderr } = await shell(`(${feed}) | ${run}`, folder);
    expect([code, stderr]).toEqual([
      2,
      'spintape: good.jsonl: Failed to write the rows that reproduce: something has come there ' +
        'since the command began. Nothing is lost: all that was to be written is in ' +
        'good.jsonl.kept; move it where you want it.\n',
    ]);
    expect(readFileSync(join(folder, 'good.jsonl'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(folder, 'good.jsonl.kept'), 'utf8')).toBe(GOOD.repeat(30));
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.each([
    ['a pipe', 'mkfifo p; cat p > got & $spintape reproduce ROWS --write-good p > report; wait'],
    ['a shell', '$spintape reproduce ROWS --write-good >(cat > got) > report; sleep 1'],
    ['stdout', '$spintape reproduce ROWS --write-good /dev/stdout | head -n 1 > got'],
    [
      'a file of stdout',
      '$spintape reproduce ROWS --write-good /dev/stdout > all; head -n 1 all > got',
    ],
    [
      'a descriptor',
      'echo old > f; $spintape reproduce ROWS --write-good /dev/fd/3 3>> f >report; tail -n 1 f > got',
    ],
    [
      'nowhere',
      'cp rows.jsonl r; head -n 1 r > got; $spintape reproduce ROWS --write-good /dev/null',
    ],
  ])('and go to %s as before', async (_, line) => {
    const folder = dataSet();
    const rows = 'rows.jsonl --world world.yaml';
    const { stderr } = await shell(line.replace('ROWS', rows), folder);
    expect(stderr).toBe('');
    expect(readFileSync(join(folder, 'got'), 'utf8')).toBe(GOOD);
  });
});
