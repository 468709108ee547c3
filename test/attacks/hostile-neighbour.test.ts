import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { deepFabricLine } from '../dataset/deepfabric-row.fixture.ts';
import { projectRoot } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { shell } from './shell.fixture.ts';

const ROW = `${deepFabricLine([[['read_file', { file_path: 'a' }, 'A']]])}\n`;
const WORLD = 'spintape: 1\nname: world\nworld: {files: {a: A}}\n';

/** A folder with definitions of nock whose answer is a large body, and of one whose is small. */
function definitions(): string {
  const folder = temporaryFolder();
  for (const [name, response] of Object.entries({ large: 'x'.repeat(300_000), small: 'x' })) {
    const nock = { scope: 'http://a.test', method: 'GET', path: '/', status: 200, response };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify([nock]));
  }
  return folder;
}

describe('large bodies are removed with the only cassette that named them', () => {
  it('not those of a cassette that is a link', async () => {
    const folder = definitions();
    const made = await shell('$spintape convert large.json a.yaml', folder);
    expect(made.code).toBe(0);
    await shell('mkdir real; mv a.yaml real; ln -s real/a.yaml a.yaml', folder);
    const { code, stderr } = await shell('$spintape convert small.json a --to cassette', folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining('keeps its large bodies in')]);
    expect((await shell('$spintape show a.yaml', folder)).code).toBe(0);
  });

  it('not other files without a cassette', async () => {
    const folder = definitions();
    const mine = join(folder, 'new.bodies', 'f'.repeat(64));
    mkdirSync(join(folder, 'new.bodies'));
    writeFileSync(mine, 'mine');
    for (const force of ['', '--force']) {
      const { code } = await shell(`$spintape convert small.json new.yaml ${force}`, folder);
      expect([code, existsSync(mine)]).toEqual([0, true]);
    }
  });

  it('but those of the replaced one', async () => {
    const folder = definitions();
    await shell('$spintape convert large.json a.yaml', folder);
    expect(readdirSync(folder)).toContain('a.bodies');
    expect((await shell('$spintape convert small.json a.yaml --force', folder)).code).toBe(0);
    expect(readdirSync(folder)).not.toContain('a.bodies');
  });
});

describe('no output is redirected into an input', () => {
  it.each([
    ['a.yaml', 'show a.yaml >> a.yaml'],
    ['a.yaml', 'show a.yaml --json >> a.yaml'],
    ['a.yaml', 'show a.yaml --json 2>> a.yaml'],
    ['a.yaml', 'show a.yaml >> a.yaml 2>&1'],
    ['a.bodies/x', 'show a.yaml --json >> a.bodies/x'],
    ['a.yaml', 'replay a.yaml --json >> a.yaml'],
    ['a.yaml', 'serve --listen :0 --cassette a.yaml >> a.yaml'],
    ['a.yaml', 'serve --listen :0 --cassette a.yaml 2>> a.yaml'],
    ['scenarios/s.yaml', 'record scenarios --out o --json >> scenarios/s.yaml'],
    ['rows.jsonl', 'verify C rows.jsonl --json >> rows.jsonl'],
    ['C/c.json', 'verify C rows.jsonl >> C/c.json'],
    ['rows.jsonl', 'reproduce rows.jsonl --json 2>> rows.jsonl'],
  ])('%s: %s', async (path, command) => {
    const folder = temporaryFolder();
    for (const name of ['C', 'scenarios', 'a.bodies']) mkdirSync(join(folder, name));
    cpSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'), join(folder, 'a.yaml'));
    cpSync(join(projectRoot, 'scenarios/vfs/read-back.yaml'), join(folder, 'scenarios/s.yaml'));
    for (const name of ['a.bodies/x', 'C/c.json']) writeFileSync(join(folder, name), 'x');
    writeFileSync(join(folder, 'rows.jsonl'), ROW);
    const before = readFileSync(join(folder, path), 'utf8');
    const { code, stdout, stderr } = await shell(`timeout 50 $spintape ${command}`, folder);
    expect(code).toBe(2);
    expect(readFileSync(join(folder, path), 'utf8')).toBe(before);
    const isSaid = !command.endsWith('2>&1');
    if (isSaid) expect(stdout + stderr).toMatch(/goes to the file that is read as .*, (?:\w|\/)/);
    if (command.includes('--json 2>>')) expect(JSON.parse(stdout).error.code).toBe('usage');
  });
});

describe('a data set', () => {
  it('is judged once, whatever paths lead to its file', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.jsonl'), ROW);
    writeFileSync(join(folder, 'world.yaml'), WORLD);
    const paths = 'rows.jsonl ./rows.jsonl s h - < rows.jsonl';
    const run = `ln -s rows.jsonl s; ln rows.jsonl h; $spintape reproduce --json ${paths}`;
    const { stdout } = await shell(run, folder);
    expect(JSON.parse(stdout).summary.rows).toBe(1);
  });

  it('keeps a certificate of another world, except with --force', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'rows.jsonl'), ROW);
    writeFileSync(join(folder, 'world.yaml'), WORLD);
    const certify = '$spintape reproduce rows.jsonl --certify C';
    const inWorld = `${certify} --world world.yaml`;
    expect((await shell(`${inWorld} && ${inWorld}`, folder)).code).toBe(0);
    const path = join(folder, 'C', readdirSync(join(folder, 'C'))[0] ?? '');
    const before = readFileSync(path, 'utf8');
    for (const other of [certify, `${inWorld} --seed 5`]) {
      const { code, stderr } = await shell(other, folder);
      expect([code, stderr]).toEqual([2, expect.stringContaining('was made in another world')]);
      expect(readFileSync(path, 'utf8')).toBe(before);
    }
    expect((await shell(`${inWorld} --seed 5 --force`, folder)).code).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toBe(before);
  });
});
