import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';

const GOOD = readFileSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'), 'utf8');
const CALL = 'call: {component: vfs, session: s, tool: list_files, args: {}}';

const UNREADABLE: Readonly<Record<string, string | Uint8Array>> = {
  'a-key.yaml': 'spintape: 1\nname: a\nwrold: {}\n',
  'b-bytes.yaml': Uint8Array.of(0x73, 0xff, 0xfe),
  'd-scenario.yaml': `spintape: 1\nname: d\n---\nat: 2026-01-05T09:00:00Z\n${CALL}\n`,
  'e-newer.yaml': 'spintape: 2\nname: e\n',
  'g-torn.yaml': 'spintape: 1\nname: g\n---\ncall: {component: vfs, tool: [\n',
};

/** The expected error for each of them. */
const REPORTED = [
  'a-key.yaml:3: Failed to read the cassette: the header has no key "wrold". Did you mean world?',
  'b-bytes.yaml: Failed to read the cassette: it is not UTF-8. Save it as UTF-8; bytes that are not text belong in base64.',
  'd-scenario.yaml:4: Failed to replay the call: it has no result. A scenario is recorded with `spintape record` before it can be replayed.',
  'e-newer.yaml:1: Failed to read the cassette: it has format 2, newer than 1. Update spintape, or record the cassette again with this version.',
];

/** A folder of five unreadable cassettes, one that is the same, and one that differs. */
function folderOfAll(): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries(UNREADABLE)) writeFileSync(join(folder, name), text);
  writeFileSync(join(folder, 'c-same.yaml'), GOOD);
  writeFileSync(join(folder, 'f-differs.yaml'), GOOD.replace('wrote 15', 'wrote 16'));
  return folder;
}

describe('spintape replay of a cassette without a call', () => {
  const header = GOOD.slice(0, GOOD.indexOf('---\n'));
  const reported =
    'a.yaml:1: Failed to replay the cassette: it holds no call. Record it again, or delete it.';

  it.each([[], ['--update'], ['--against', 'test-apps/probe']])(
    'is an error, since it would always pass (%j)',
    async (...options) => {
      const cwd = temporaryFolder();
      const args = options.map((arg) => arg.replace('test-apps', join(projectRoot, 'test-apps')));
      writeFileSync(join(cwd, 'a.yaml'), header);
      const { code, stdout } = await spintape(['replay', 'a.yaml', ...args, '--json'], { cwd });
      const { ok, summary, results } = JSON.parse(stdout);
      expect([code, ok, summary.same, summary.error]).toEqual([2, false, 0, 1]);
      expect(results).toEqual([
        {
          name: 'vfs/read-back',
          path: 'a.yaml',
          verdict: 'error',
          reason: 'cassette-invalid',
          calls: 0,
          error: {
            code: 'cassette-invalid',
            problem: 'Failed to replay the cassette: it holds no call',
            next: 'Record it again, or delete it.',
            file: 'a.yaml',
            line: 1,
          },
        },
      ]);
      expect(readFileSync(join(cwd, 'a.yaml'), 'utf8')).toBe(header);
    },
  );

  it('says so for people, and record --missing fills it', async () => {
    const cwd = temporaryFolder();
    mkdirSync(join(cwd, 'cassettes/vfs'), { recursive: true });
    writeFileSync(join(cwd, 'a.yaml'), header);
    writeFileSync(join(cwd, 'cassettes/vfs/read-back.yaml'), header);
    const { stdout } = await spintape(['replay', 'a.yaml'], { cwd });
    expect(stdout.split('\n\n').slice(1)).toEqual([reported, '1 error; 0 calls\n']);
    const scenario = join(projectRoot, 'scenarios/vfs/read-back.yaml');
    const filled = await spintape(['record', scenario, '--missing'], { cwd });
    expect([filled.code, filled.stderr]).toEqual([
      0,
      'added 6 calls and 0 exchanges to cassettes/vfs/read-back.yaml\n',
    ]);
    expect((await spintape(['replay', 'cassettes'], { cwd })).code).toBe(0);
  });
});

describe('spintape replay of a folder with unreadable cassettes', () => {
  it('judges the others, and reports the error and the next step for each', async () => {
    const cwd = folderOfAll();
    const { code, stdout, stderr } = await spintape(['replay', '.', '--junit', 'j.xml'], { cwd });
    expect([code, stderr]).toEqual([2, '']);
    const [table = '', ...rest] = stdout.split('\n\n');
    expect(table.split('\n').map((line) => line.split(/ {2,}/).slice(0, 3))).toEqual([
      ['cassette', 'verdict', 'calls'],
      ['a-key.yaml', 'error (cassette-invalid)', '0'],
      ['b-bytes.yaml', 'error (cassette-invalid)', '0'],
      ['vfs/read-back (c-same.yaml)', 'same', '6'],
      ['d', 'error (cassette-invalid)', '0'],
      ['e-newer.yaml', 'error (cassette-newer)', '0'],
      ['vfs/read-back (f-differs.yaml)', 'differs (changed-result)', '6'],
      ['g-torn.yaml', 'error (cassette-invalid)', '0'],
    ]);
    expect(rest.slice(0, 4)).toEqual(REPORTED);
    expect(rest[4]).toMatch(/^f-differs\.yaml:12 step 2: /);
    expect(rest[5]).toMatch(/^g-torn\.yaml:\d: Failed to read the cassette: /);
    expect(rest[6]).toBe('1 same, 1 differs, 5 error; 12 calls\n');

    const junit = readFileSync(join(cwd, 'j.xml'), 'utf8');
    expect(junit).toContain('tests="7" failures="1" errors="5"');
    expect(junit).toContain(
      `<error message="error (cassette-invalid)" type="cassette-invalid">${REPORTED[0]?.replaceAll('"', '&quot;')}</error>`,
    );
  });

  it('gives programs one document, and GitHub an annotation at the line', async () => {
    const cwd = folderOfAll();
    const documents = await Promise.all(
      ['1', '2'].map((workers) =>
        spintape(['replay', '.', '--json', '--annotations', '--workers', workers], { cwd }),
      ),
    );
    const [first, second] = documents;
    if (first === undefined || second === undefined) throw new Error('there are two');
    expect(first.stdout).toBe(second.stdout);
    const { ok, summary, results } = JSON.parse(first.stdout);
    expect([first.code, ok, summary.files, summary.error]).toEqual([2, false, 7, 5]);
    expect(results[0]).toEqual({
      name: 'a-key.yaml',
      path: 'a-key.yaml',
      verdict: 'error',
      reason: 'cassette-invalid',
      calls: 0,
      error: {
        code: 'cassette-invalid',
        problem: 'Failed to read the cassette: the header has no key "wrold"',
        next: 'Did you mean world?',
        file: 'a-key.yaml',
        line: 3,
      },
    });
    expect(first.stderr.split('\n')[0]).toBe(
      `::error file=a-key.yaml,line=3,title=a-key.yaml%3A error (cassette-invalid)::${REPORTED[0]}`,
    );
    expect(first.stderr.trimEnd().split('\n')).toHaveLength(6);
  });

  it('ends after the first of them with --bail, and keeps them with --filter', async () => {
    const cwd = folderOfAll();
    const bailed = reportOf(await spintape(['replay', '.', '--bail', '--json'], { cwd }));
    expect(bailed.results.map(({ path }) => path)).toEqual(['a-key.yaml']);
    const filter = ['replay', '.', '--filter', 'nowhere', '--json'];
    const filtered = reportOf(await spintape(filter, { cwd }));
    expect(filtered.results.map(({ path }) => path)).toEqual([
      ...['a-key.yaml', 'b-bytes.yaml', 'e-newer.yaml', 'g-torn.yaml'],
    ]);
  });
});

it('spintape run reports unreadable scenarios along with those that it ran', async () => {
  const cwd = temporaryFolder();
  mkdirSync(join(cwd, 'scenarios'));
  const write = (name: string, text: string) => writeFileSync(join(cwd, 'scenarios', name), text);
  write('a.yaml', 'spintape: 1\nname: 7\n');
  write('b.yaml', `spintape: 1\nname: b\n---\n${CALL}\n`);
  write('c.yaml', 'spintape: 1\n');
  const { code, stdout, stderr } = await spintape(['run', '--json'], { cwd });
  const { ok, results } = JSON.parse(stdout);
  const reported = results.map(({ path, verdict, error }: Record<string, { line: number }>) => [
    path,
    verdict,
    error?.line,
  ]);
  expect([code, stderr, ok, reported]).toEqual([
    2,
    '',
    false,
    [
      ['scenarios/a.yaml', 'error', 2],
      ['scenarios/b.yaml', 'same', undefined],
      ['scenarios/c.yaml', 'error', 1],
    ],
  ]);
});
