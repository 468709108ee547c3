import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot, type RunOptions, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { reportOf } from '../tool-calls.fixture.ts';

/** Shipped cassettes of all components; the others would only make the tests longer. */
const SHIPPED = [
  ...['vfs/read-back', 'mock/get-weather', 'github/search-repositories', 'github/issue-pages'],
  ...['github/recorded-errors'],
];

/** A working directory with shipped cassettes and two that were edited, so that they differ. */
let folder: string;
/** The output of replaying all of them. */
let expected: string;

beforeAll(async () => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'cassettes/edited'), { recursive: true });
  for (const name of SHIPPED) {
    const file = `cassettes/${name}.yaml`;
    cpSync(join(projectRoot, file), join(folder, file));
  }
  edit('github/search-repositories', 'edited/answer', 'stargazers_count: 1', 'stargazers_count: 2');
  edit('vfs/read-back', 'edited/result', 'wrote 15 bytes', 'wrote 16 bytes');
  const ended = await spintape(['replay', '--json'], { cwd: folder });
  expect(ended).toMatchObject({ code: 1, stderr: '' });
  expected = ended.stdout;
});

/** Starts a program in an empty network namespace. */
const OFFLINE = ['unshare', '-rn'] as const;

/** Copies a cassette with one text in it replaced. */
function edit(from: string, to: string, old: string, fresh: string): void {
  const text = readFileSync(join(projectRoot, `cassettes/${from}.yaml`), 'utf8');
  const edited = text.replace(old, fresh);
  if (edited === text) throw new Error(`${from} does not hold ${old}`);
  writeFileSync(join(folder, `cassettes/${to}.yaml`), edited);
}

async function replayed(args: readonly string[] = [], options: RunOptions = {}): Promise<string> {
  const ended = await spintape(['replay', '--json', ...args], { cwd: folder, ...options });
  expect(ended).toMatchObject({ code: 1, stderr: '' });
  return ended.stdout;
}

describe('spintape replay --json', () => {
  it('prints one document, sorted by path, without times or absolute paths', () => {
    const document = reportOf({ code: 0, stdout: expected, stderr: '' });
    const { results, summary, ...rest } = document;
    expect(rest).toEqual({ spintape: 1, command: 'replay', ok: false });
    const paths = results.map(({ path }) => path);
    expect(paths).toEqual(paths.toSorted());
    expect(summary['files']).toBe(results.length);
    expect(summary['calls']).toBe(results.reduce((sum, { calls }) => sum + calls, 0));
    expect([summary['same'], summary['differs']]).toEqual([results.length - 2, 2]);
    expect(expected).not.toContain(folder);
    expect(expected).not.toMatch(/took|\bms\b|elapsed/i);
  });

  it('names the first difference of each file, with old and new value', () => {
    const { results } = reportOf({ code: 0, stdout: expected, stderr: '' });
    const [answer, result] = results.filter(({ path }) => path.includes('/edited/'));
    expect([answer, result]).toEqual([
      {
        name: 'github/search-repositories',
        path: 'cassettes/edited/answer.yaml',
        verdict: 'differs',
        reason: 'changed-result',
        calls: answer?.calls,
        differences: [
          {
            step: 1,
            line: expect.any(Number),
            reason: 'changed-result',
            where: 'result.result.items[0].stars',
            recorded: '1',
            actual: '2',
          },
        ],
      },
      {
        name: 'vfs/read-back',
        path: 'cassettes/edited/result.yaml',
        verdict: 'differs',
        reason: 'changed-result',
        calls: 6,
        differences: [
          {
            step: 2,
            line: expect.any(Number),
            reason: 'changed-result',
            where: 'result.result',
            recorded: '"Successfully wrote 16 bytes to config.json"',
            actual: '"Successfully wrote 15 bytes to config.json"',
          },
        ],
      },
    ]);
  });

  it('prints the same bytes again', async () => {
    expect(await replayed()).toBe(expected);
  });

  it.each([
    { TZ: 'Pacific/Kiritimati', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
    { TZ: 'America/St_Johns', LANG: 'C', LC_ALL: 'C' },
  ])('prints the same bytes under %j', async (env) => {
    expect(await replayed([], { env })).toBe(expected);
  });

  it.each(['1', '2', '3'])('prints the same bytes with --workers %s', async (workers) => {
    expect(await replayed(['--workers', workers])).toBe(expected);
  });

  it('prints the same bytes with --instances fresh', async () => {
    expect(await replayed(['--instances', 'fresh'])).toBe(expected);
  });

  it('prints the same bytes for arguments in another order, doubled and spelt otherwise', async () => {
    const parts = readdirSync(join(folder, 'cassettes')).toReversed();
    const paths = parts.map((part) => `./cassettes/${part}`);
    const again = join(folder, 'cassettes/vfs/read-back.yaml');
    expect(await replayed([...paths, again, 'cassettes'])).toBe(expected);
  });

  it('prints the same bytes without any network', async (context) => {
    const probe = spawnSync(OFFLINE[0], [OFFLINE[1], 'true'], { encoding: 'utf8' });
    if (probe.status !== 0) {
      const reason = `unshare -rn is not permitted here: ${probe.stderr || probe.error?.message}`;
      console.warn(`SKIPPED: replay without a network, because ${reason}`);
      context.skip(reason);
    }
    expect(await replayed([], { through: OFFLINE })).toBe(expected);
  });

  it('does not depend on secrets and variables of the environment', async () => {
    const env = {
      SPIN_VARIABLE_GITHUB_TOKEN: 'ghp_aTokenThatIsNotTheRecordedOne0123',
      SPIN_VARIABLE_GITHUB_API_URL: 'http://127.0.0.1:9',
      SPIN_VARIABLE_CONTRACT: 'deepfabric-4',
    };
    expect(await replayed([], { env })).toBe(expected);
  });
});

describe('spintape replay', () => {
  it('prints a table for people, with the old and new value of each difference', async () => {
    const file = 'cassettes/edited/result.yaml';
    const { code, stdout } = await spintape(['replay', file], { cwd: folder });
    expect(code).toBe(1);
    // Only the time is not the same on every machine.
    expect(stdout.replace(/ +time\n/, ' TIME\n').replace(/ +\d+ ms\n/, ' N ms\n')).toBe(
      [
        'cassette       verdict                   calls TIME',
        'vfs/read-back  differs (changed-result)      6 N ms',
        '',
        `${file}:12 step 2: result.result (changed-result)`,
        '  recorded: "Successfully wrote 16 bytes to config.json"',
        '  now:      "Successfully wrote 15 bytes to config.json"',
        `  rerun: spintape replay ${file}`,
        '',
        '1 differs; 6 calls',
        '',
      ].join('\n'),
    );
  });

  it('fails for a request that is not recorded, with the nearest that is', async () => {
    edit('github/search-repositories', 'unrecorded', 'per_page=10', 'per_page=11');
    const file = 'cassettes/unrecorded.yaml';
    const ended = await spintape(['replay', '--json', file], { cwd: folder });
    const url = 'https://api.github.com/search/repositories?q=tetris%20language%3Aassembly';
    expect(ended.code).toBe(1);
    expect(reportOf(ended).results[0]?.differences?.[0]).toEqual({
      step: 1,
      line: expect.any(Number),
      reason: 'changed-request',
      where: `request GET ${url}&sort=stars&order=desc&per_page=10`,
      actual: 'not in the recording',
      nearest: [
        `GET ${url}&sort=stars&order=desc&per_page=11; query per_page: recorded 11, now 10`,
      ],
    });
    const { stdout } = await spintape(['replay', file], { cwd: folder });
    expect(stdout).toContain(`  nearest recorded exchange: GET ${url}&sort=stars`);
  });

  it('is content again with exit code 0 when an edit is taken back', async () => {
    edit('vfs/read-back', 'edited/back', 'wrote 15 bytes', 'wrote 16 bytes');
    const args = ['replay', 'cassettes/edited/back.yaml', '--json'];
    expect((await spintape(args, { cwd: folder })).code).toBe(1);
    const shipped = readFileSync(join(projectRoot, 'cassettes/vfs/read-back.yaml'));
    writeFileSync(join(folder, 'cassettes/edited/back.yaml'), shipped);
    expect((await spintape(args, { cwd: folder })).code).toBe(0);
  });
});
