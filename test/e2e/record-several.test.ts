import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';

/** In the form of GitHub's tokens, and nobody's. */
const FAKE_TOKEN = ['ghp', 'Kd83hQ2mZx71LpWv0RtY5uBn9CsE4aGf6JiO'].join('_');

function scenario(name: string, content = 'x'): string {
  const args = `{file_path: a.txt, content: ${content}}`;
  const call = `call: {component: vfs, session: s, tool: write_file, args: ${args}}`;
  return `spintape: 1\nname: ${name}\nworld: {clock: 2026-01-05T09:00:00Z}\n---\n${call}\n`;
}

/** A folder with these files in it. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  return cwd;
}

async function record(cwd: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await spintape(['record', ...args], { cwd });
  return { code, stderr, document: stdout === '' ? undefined : JSON.parse(stdout) };
}

describe('spintape record of several scenarios', () => {
  it('records all that it can, and reports each that it cannot', async () => {
    const cwd = folderOf({
      'scenarios/a.yaml': 'spintape: 1\nname: a\nwrold: {}\n',
      'scenarios/b.yaml': scenario('b', FAKE_TOKEN),
      'scenarios/c.yaml': scenario('c'),
    });
    const { code, stderr, document } = await record(cwd, 'scenarios', '--json');
    const lines = stderr.split('\n');
    expect([code, lines.length, lines[0], lines[2]]).toEqual([
      2,
      4,
      'spintape: scenarios/a.yaml:3: Failed to read the scenario: the header has no key "wrold". Did you mean world?',
      'recorded cassettes/c.yaml (1 call)',
    ]);
    expect(lines[1]).toContain('scenarios/b.yaml:5: Failed to record the call: it holds a GitHub');
    expect(document).toMatchObject({
      command: 'record',
      ok: false,
      summary: { files: 3, calls: 1, error: 2 },
      results: [
        { path: 'cassettes/a.yaml', error: { code: 'cassette-invalid', line: 3 } },
        { path: 'cassettes/b.yaml', error: { code: 'secret-found', file: 'scenarios/b.yaml' } },
        { name: 'c', path: 'cassettes/c.yaml', calls: 1 },
      ],
    });
    expect(JSON.stringify(document)).not.toContain(FAKE_TOKEN);
    expect((await record(cwd, 'scenarios/b.yaml')).code).toBe(1);
  });

  it('writes a document also where it cannot begin', async () => {
    const { code, stderr, document } = await record(temporaryFolder(), 'nowhere', '--json');
    const [problem, next] = [
      'Failed to find scenarios: the path does not exist',
      'Name a .yaml file, or a folder that holds some.',
    ];
    expect([code, stderr]).toEqual([2, `spintape: nowhere: ${problem}. ${next}\n`]);
    expect(document).toEqual({
      spintape: 1,
      command: 'record',
      ok: false,
      error: { code: 'not-found', problem, next, file: 'nowhere' },
    });
  });

  it('gives no two scenarios one cassette', async () => {
    const cwd = folderOf({
      'one/a.yaml': scenario('a', 'one'),
      'two/a.yaml': scenario('a', 'two'),
    });
    const { code, stderr } = await record(cwd, 'one', 'two');
    expect([code, stderr]).toEqual([
      2,
      'recorded cassettes/a.yaml (1 call)\nspintape: two/a.yaml: Failed to record the scenario: cassettes/a.yaml is the cassette of one/a.yaml. Put both below one folder `scenarios`, or record each with its own --out.\n',
    ]);
    expect(readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8')).toContain('content: one');
  });
});

const APP = 'app: {name: x, build: {}}\n';

describe('spintape record where there is a file already', () => {
  it('replaces an older recording of the scenario, even a broken one, and says so', async () => {
    const cwd = folderOf({ 'scenarios/a.yaml': scenario('a') });
    const first = await record(cwd, 'scenarios', '--json');
    expect(first.document.results).toEqual([{ name: 'a', path: 'cassettes/a.yaml', calls: 1 }]);
    const path = join(cwd, 'cassettes/a.yaml');
    const whole = readFileSync(path, 'utf8');
    for (const older of [
      whole,
      `${whole}---\ntorn: [`,
      'spintape: 9\nname: a\napp: {name: x}\nnews: 1\n',
      '# old\nspintape: 1\nname: "a"\napp: {name: x}\nwrold: {}\n',
    ]) {
      writeFileSync(path, older);
      const { code, stderr, document } = await record(cwd, 'scenarios', '--json');
      expect([code, stderr]).toEqual([0, 'replaced cassettes/a.yaml (1 call)\n']);
      expect(document.results).toEqual([
        { name: 'a', path: 'cassettes/a.yaml', calls: 1, replaced: true },
      ]);
      expect(readFileSync(path, 'utf8')).toBe(whole);
    }
  });

  it.each([
    [`spintape: 1\nname: b\n${APP}`, 'it is a recording of another scenario, "b"'],
    [
      `spintape: 1\nname: a\n${APP}origin: GitHub's examples\n`,
      'its answers come from another origin, "GitHub\'s examples"',
    ],
    ['name: a\non: push\n', 'it is not a cassette'],
    ['', 'it is not a cassette'],
  ])('leaves %j alone', async (text, reason) => {
    const cwd = folderOf({ 'scenarios/a.yaml': scenario('a'), 'cassettes/a.yaml': text });
    const { code, stderr } = await record(cwd, 'scenarios');
    expect([code, stderr]).toEqual([
      2,
      `spintape: cassettes/a.yaml: Failed to write the cassette: ${reason}. Move it away or delete it, or choose another folder with --out; nothing was recorded.\n`,
    ]);
    expect(readFileSync(join(cwd, 'cassettes/a.yaml'), 'utf8')).toBe(text);
  });
});
