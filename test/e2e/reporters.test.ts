import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot, spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { FAULTY } from './checked.fixture.ts';
import { readJunit } from './junit-schema.fixture.ts';

// What surrounds the tests must not decide what they see.
const PLAIN = { GITHUB_ACTIONS: '', GITHUB_WORKSPACE: '', FORCE_COLOR: '', NO_COLOR: '1' };

const TO_FILES = ['text', 'json', 'junit', 'github'].flatMap((name) => [
  '--reporter',
  `${name}=${name}.out`,
]);

/** A folder with what the commands judge: one file or row of each kind is not as expected. */
function project(): string {
  const folder = temporaryFolder();
  for (const name of ['cassettes', 'scenarios']) mkdirSync(join(folder, name));
  const vfs = (root: string) => readFileSync(join(projectRoot, root, 'vfs/read-back.yaml'), 'utf8');
  writeFileSync(join(folder, 'cassettes/good.yaml'), vfs('cassettes'));
  const changed = vfs('cassettes').replace('wrote 15 bytes', 'wrote 16 bytes');
  writeFileSync(join(folder, 'cassettes/bad.yaml'), changed.replace(/^name: .*$/m, 'name: bad'));
  const unlike = vfs('scenarios').replace('Successfully', 'Successfuly');
  writeFileSync(join(folder, 'scenarios/bad.yaml'), unlike);
  for (const name of ['rows.jsonl', 'world.yaml']) {
    copyFileSync(join(projectRoot, 'test/frozen/0.1.0', name), join(folder, name));
  }
  return folder;
}

async function run(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  return await spintape(args, { cwd, env: { ...PLAIN, ...env } });
}

/** Runs a command with every reporter, each with a file of its own. */
async function reported(cwd: string, args: readonly string[], env: Record<string, string> = {}) {
  const { code, stdout } = await run(cwd, [...args, ...TO_FILES], env);
  const [text, json, junit, github] = ['text', 'json', 'junit', 'github'].map((name) =>
    readFileSync(join(cwd, `${name}.out`), 'utf8'),
  );
  expect(text).toBe(stdout);
  return { code, json: JSON.parse(json ?? ''), github, ...readJunit(junit ?? '') };
}

describe('every reporter', () => {
  it('reports a replay', async () => {
    const { code, json, github, suite, cases } = await reported(project(), ['replay']);
    expect([code, json.command, json.ok, json.results.length]).toEqual([1, 'replay', false, 2]);
    expect(github).toMatch(
      /^::error file=cassettes\/bad\.yaml,line=12,title=bad%3A differs \(changed-result\)::.*\n$/,
    );
    expect([suite, ...cases]).toEqual([
      'spintape replay',
      ['bad', 'cassettes', 'failure: differs (changed-result)'],
      ['vfs/read-back', 'cassettes', 'passed'],
    ]);
  });

  it('reports a run', async () => {
    const { code, json, github, suite, cases } = await reported(project(), ['run']);
    expect([code, json.command, json.ok, json.results.length]).toEqual([1, 'run', false, 1]);
    expect(github).toMatch(/^::error file=scenarios\/bad\.yaml,line=\d+,title=[^:]*::.*\n$/);
    expect([suite, ...cases]).toEqual([
      'spintape run',
      ['vfs/read-back', 'scenarios', 'failure: differs (changed-result)'],
    ]);
  });

  it('reports rows, and their certificates', async () => {
    const folder = project();
    const world = ['--world', 'world.yaml'];
    const rows = await reported(folder, [
      ...['reproduce', 'rows.jsonl', '--certify', 'certificates'],
      ...world,
    ]);
    const { summary, results } = rows.json;
    expect([rows.code, rows.json.command, results.length]).toEqual([1, 'reproduce', summary.rows]);
    const row = (line: number, ending: string) => [`rows.jsonl:${line}`, '.', ending];
    expect([rows.suite, ...rows.cases]).toEqual([
      'spintape reproduce',
      row(1, 'passed'),
      row(2, 'failure: differs (contradiction)'),
      row(3, 'passed'),
      row(4, 'passed'),
      row(5, 'failure: differs (drifted)'),
      row(6, 'failure: unverifiable (missing-mock-state)'),
      row(7, 'error: unverifiable (unreadable-row)'),
    ]);
    expect(rows.github?.split('\n')[0]).toBe(
      '::error file=rows.jsonl,line=2,title=rows.jsonl%3A2%3A differs (contradiction)::' +
        'step 2 read_file: differs (contradiction)%0Arow: "ho"%0Arun: "hi"',
    );

    const verified = [...['verify', 'certificates', 'rows.jsonl']];
    const valid = await reported(folder, [...verified, ...world, '--force']);
    expect([valid.code, valid.json.ok, valid.github]).toEqual([0, true, '']);
    expect(valid.cases.map(([, ...rest]) => rest)).toEqual(
      results.map(() => ['certificates', 'passed']),
    );
    const other = await reported(folder, [...verified, '--force']);
    expect([other.code, other.json.command, other.json.ok]).toEqual([1, 'verify', false]);
    expect([other.suite, other.cases[0]]).toEqual([
      'spintape verify',
      ['rows.jsonl:1', 'certificates', 'failure: differs (changed-world)'],
    ]);
    expect(other.github?.split('\n')[0]).toMatch(
      /^::error file=certificates\/[^,:]*,title=rows\.jsonl%3A1%3A differs \(changed-world\)::world: /,
    );
  });

  it('reports laws', async () => {
    const args = ['--app', join(projectRoot, FAULTY), '--seed', '4', '--runs', '25'];
    const laws = ['session-isolation', 'schema-interpreter'].flatMap((law) => ['--law', law]);
    const env = { SPIN_VARIABLE_MUTANT: 'case-folded-sessions' };
    const { code, json, github, suite, cases } = await reported(
      temporaryFolder(),
      ['check', ...args, ...laws],
      env,
    );
    expect([code, json.command, json.ok]).toEqual([1, 'check', false]);
    const { verdict } = json.results.find(({ name }: { name: string }) => /isolation/.test(name));
    expect(github).toMatch(
      new RegExp(`^::error title=session-isolation%3A ${verdict}::.*%0A1\\. .*%0Aagain: .*\\n$`),
    );
    expect([suite, ...cases.toSorted()]).toEqual([
      'spintape check',
      ['schema-interpreter', 'spintape', 'passed'],
      ['session-isolation', 'spintape', `failure: ${verdict}`],
    ]);
  });
});

describe('a reporter without a file', () => {
  it('prints what its short form prints', async () => {
    const folder = project();
    const replay = (...args: string[]) => run(folder, ['replay', 'cassettes', ...args]);
    const masked = ({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>) => [
      code,
      // The column of times is as wide as the longest.
      stdout.replace(/ +\d+ ms/g, ' N ms').replace(/ +time$/gm, ' time'),
      stderr,
    ];
    const pairs = [
      [['--reporter', 'json'], ['--json']],
      [['--reporter=github'], ['--annotations']],
      [
        ['--reporter', 'json', '--reporter', 'github'],
        ['--json', '--annotations'],
      ],
      [['--reporter', 'text'], []],
    ];
    for (const [long = [], short = []] of pairs) {
      expect(masked(await replay(...long))).toEqual(masked(await replay(...short)));
    }
    const { suite } = readJunit((await replay('--reporter', 'junit')).stdout);
    expect(suite).toBe('spintape replay');
  });

  it('prints a document where nothing could be judged', async () => {
    const { code, stdout } = await run(temporaryFolder(), ['replay', 'x', '--reporter', 'json']);
    expect([code, JSON.parse(stdout).error.code]).toEqual([2, 'not-found']);
  });
});

describe('a reporter is refused', () => {
  it.each([
    [['--reporter', 'juint'], 'there is no reporter "juint". Did you mean junit?'],
    [
      ['--reporter', 'html=x'],
      'there is no reporter "html". The reporters are text, json, junit, github.',
    ],
    [['--reporter', 'json='], '--reporter json= names no file. Name one, or leave the = out.'],
    [
      ['--json', '--reporter', 'junit'],
      '--json and --reporter junit both print on stdout. Give one of them a file: --reporter junit=FILE.',
    ],
    [
      ['--reporter', 'github', '--annotations'],
      '--annotations and --reporter github both print on stdout. Give one of them a file: --reporter github=FILE.',
    ],
    [
      ['--reporter', 'text', '--reporter', 'text'],
      '--reporter text is given twice. Give one of them a file: --reporter text=FILE.',
    ],
    [
      ['--reporter', 'json=r', '--junit', 'r'],
      '--junit and --reporter json name one file, r. Name another file; nothing was written.',
    ],
    [
      ['--reporter', 'json=cassettes/good.yaml', '--force'],
      '--reporter json names the file that is read as a cassette, cassettes/good.yaml. Name another file; nothing was written.',
    ],
    [
      ['--force'],
      '--force has an effect only with --junit or --reporter, whose file it replaces. See `spintape replay --help`.',
    ],
  ])('%j', async (args, message) => {
    const { code, stderr } = await run(project(), ['replay', 'cassettes', ...args]);
    expect([code, stderr]).toEqual([2, `spintape: Failed to read the command line: ${message}\n`]);
  });

  it('where another file is in its place, and not where its own is', async () => {
    const folder = project();
    const file = join(folder, 'report');
    const write = (...args: string[]) => run(folder, ['replay', 'cassettes/good.yaml', ...args]);
    for (const name of ['json', 'junit']) {
      writeFileSync(file, 'precious');
      const refused = await write('--reporter', `${name}=report`);
      expect([refused.code, readFileSync(file, 'utf8')]).toEqual([2, 'precious']);
      expect(refused.stderr).toContain('report: Failed to write the report in ');
      expect((await write('--reporter', `${name}=report`, '--force')).code).toBe(0);
      writeFileSync(file, readFileSync(file, 'utf8').replace('"calls": 6', '"calls": 7'));
      expect((await write('--reporter', `${name}=report`)).code).toBe(0);
      expect(readFileSync(file, 'utf8')).not.toContain('"calls": 7');
    }
    const text = await write('--reporter', 'text=report');
    expect([text.code, text.stderr]).toEqual([
      2,
      'spintape: report: Failed to write the report: the file exists already. Name another file, or give --force to replace this one; nothing was written.\n',
    ]);
  });
});
