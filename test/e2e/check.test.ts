import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';
import { temporaryFolder } from '../temporary-folder.fixture.ts';
import { CHECK, checked, FAULTY, findings } from './checked.fixture.ts';

const LAWS = ['cleanup', 'session-isolation', 'totality'];
const lawOptions = LAWS.flatMap((law) => ['--law', law]);

describe('spintape check', () => {
  it('finds no counterexample in the shipped app, and the same however many workers there are', async () => {
    const one = await checked(['--workers', '1', ...lawOptions]);
    expect({ code: one.code, stderr: one.stderr, ok: one.document.ok }).toEqual({
      code: 0,
      stderr: '',
      ok: true,
    });
    expect(findings(one.document)).toEqual(LAWS.map((law) => [law, 'holds', []]));
    expect(await checked(['--workers', '2', ...lawOptions])).toEqual(one);
  });

  it('prints a counterexample as a trace and as curl commands, and finds it again with its command', async () => {
    const env = { SPIN_VARIABLE_MUTANT: 'case-folded-sessions' };
    const ended = await spintape([...CHECK, '--app', FAULTY, '--law', 'session-isolation'], {
      env,
    });
    expect(ended.code).toBe(1);
    expect(ended.stdout).toContain('\n  in a world with mutant = "case-folded-sessions"\n  1. ');
    expect(ended.stdout).toMatch(/\n {5}but should have (got|failed)/);
    expect(ended.stdout).toContain(
      "\n  with curl, on a service that was just started with SPIN_VARIABLE_MUTANT=case-folded-sessions:\n    curl -s -X POST 'http://127.0.0.1:3000/",
    );
    const [, line = ''] = /rerun: .*?spintape (.*)/.exec(ended.stdout) ?? [];
    const again = await spintape(line.split(' '), { env });
    expect(again.code).toBe(1);
    const trace = (stdout: string) => /\n( {2}1\.[\s\S]*?) {2}with curl/.exec(stdout)?.[1];
    expect(trace(again.stdout)).toBe(trace(ended.stdout));
  });

  it.each([
    ['store-failure-swallowed', 'failing-stores', 'its stores fail'],
    ['writes-not-guarded', 'github-confinement', 'the answers of other servers are made up'],
  ])(
    'prints no curl commands of %s, which could not show what breaks %s',
    async (mutant, law, reason) => {
      const env = { SPIN_VARIABLE_MUTANT: mutant };
      const args = ['check', '--app', FAULTY, '--seed', '1', '--law', law];
      const { code, stdout } = await spintape(args, { env });
      expect(code).toBe(1);
      expect(stdout).not.toContain('curl -s');
      expect(stdout).toContain(
        `\n  curl cannot show this, for ${reason}; the next line finds it again, with --save FILE as a scenario\n  rerun: SPIN_VARIABLE_MUTANT=${mutant} spintape check --app`,
      );
    },
  );

  it('saves a counterexample as a scenario that fails until the fault is fixed', async () => {
    const folder = temporaryFolder();
    const env = { SPIN_VARIABLE_MUTANT: 'ambiguous-session-keys' };
    const file = join(folder, 'found.yaml');
    const found = await spintape(
      ['check', '--app', FAULTY, '--seed', '1', '--law', 'session-isolation', '--save', file],
      { env },
    );
    expect([found.code, found.stderr]).toEqual([
      1,
      `saved the counterexample of session-isolation in ${file}\n`,
    ]);
    expect(await readFile(file, 'utf8')).toContain('variables: {mutant: ambiguous-session-keys}');
    expect((await spintape(['run', '--app', FAULTY, file])).code).toBe(1);
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('ambiguous-session-keys', 'none'));
    expect((await spintape(['run', '--app', FAULTY, file])).code).toBe(0);
  });

  it('does not replace a file without --force', async () => {
    const file = join(temporaryFolder(), 'kept.txt');
    await writeFile(file, 'precious');
    const args = ['check', '--law', 'schema-interpreter', '--runs', '1', '--save', file];
    const refused = await spintape(args);
    expect([refused.code, refused.stdout, await readFile(file, 'utf8')]).toEqual([
      2,
      '',
      'precious',
    ]);
    expect(refused.stderr).toBe(
      `spintape: ${file}: Failed to write a counterexample: the file exists already. Name another file, or give --force to replace this one; nothing was written.\n`,
    );
    expect((await spintape([...args, '--force'])).code).toBe(0);
    expect(await readFile(file, 'utf8')).toBe('precious');
  });
});

it.each([
  ['1:2:3', 0, 'this path leads to no counterexample'],
  [
    '1:99999',
    1,
    'this path leads to no value: a number in it is too large, or the law has changed',
  ],
])('says that a path leads to no counterexample, or nowhere: %s', async (path, expected, note) => {
  const args = ['check', '--law', 'print-and-parse', '--seed', '1', '--path', path];
  const { code, stdout, stderr } = await spintape(args);
  expect([code, stderr]).toEqual([expected, `${note}\n`]);
  expect(stdout).not.toContain('VIOLATED');
});
