import { describe, expect, it } from 'vitest';
import { spintape } from '../spintape.fixture.ts';

it('lists the laws, as one document too', async () => {
  const { code, stdout } = await spintape(['check', '--law', 'list', '--json']);
  const { ok, laws } = JSON.parse(stdout) as { ok: boolean; laws: { name: string }[] };
  const names = (await spintape(['check', '--law', 'list'])).stdout.match(/^\S.*$/gm);
  expect([code, ok, laws.map(({ name }) => name)]).toEqual([0, true, names]);
  expect(laws.find(({ name }) => name === 'totality')).toEqual({
    name: 'totality',
    statement: expect.stringContaining('well-formed answer'),
    needs: 'service',
    runs: { quick: expect.any(Number), full: 1_000, long: expect.any(Number) },
  });
});

describe('invalid options of check', () => {
  it.each([
    [['--law', 'nothing'], 'there is no law "nothing"; the laws are '],
    [['--law', 'totalty'], 'there is no law "totalty". Did you mean totality?'],
    [['--path', '1:2:3'], '--path needs one --law and the --seed that it was found with. '],
    [
      ['--endpoint', 'http://127.0.0.1:1', '--save', 'a.yaml'],
      '--save cannot be used with --endpoint. A scenario runs in a world of its own',
    ],
    [['--law'], '--law takes a value. '],
    [['--profile', 'fast'], '--profile is quick, full or long, not "fast". '],
    [['--runs', '0'], '--runs takes a positive integer, not "0". '],
    [['--time', 'x'], '--time takes a positive integer, not "x". '],
    [['--path', 'x'], '--path takes what a counterexample names, such as 12:0:3, not "x". '],
    [['--endpoint', 'ftp://x'], '--endpoint takes http://HOST:PORT, not "ftp://x". '],
    [['--endpoint', 'http://127.0.0.1:1', '--app', 'x'], '--app and --endpoint are two subjects. '],
    [['--runs', '1000001'], '--runs is at most 1000000. Check again with another --seed for more.'],
    [
      ['--law', 'list', '--runs', '3'],
      '--law list checks nothing, and cannot be used with --runs. ',
    ],
    [
      ['--law', 'list', '--law', 'totality'],
      '--law list checks nothing, and cannot be used with another --law. ',
    ],
    [['--force'], '--force has an effect only with --save or --reporter, whose file it replaces. '],
    [['scenario.yaml'], 'check takes no "scenario.yaml". '],
  ])('%j', async (args, reason) => {
    const { code, stdout, stderr } = await spintape(['check', ...args]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`spintape: Failed to read the command line: ${reason}`)).toBe(true);
  });
});
