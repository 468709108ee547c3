import { describe, expect, expectTypeOf, it } from 'vitest';
import { command } from './command-spec.ts';
import {
  choice,
  flag,
  onlyWith,
  path,
  repeatable,
  text,
  wholeNumber,
  withDefault,
} from './option.ts';
import { twoPaths } from './positionals.ts';
import { readCommandLine } from './read-command-line.ts';

const spec = command({
  name: 'try',
  positionals: twoPaths(['IN', 'OUT'], 'try takes two files'),
  options: {
    dryRun: flag('does nothing'),
    name: text('TEXT', 'a name'),
    saveTo: path('FILE', 'writes it'),
    times: withDefault(wholeNumber('N', 1, 'how often'), () => 3),
    mood: choice('MOOD', ['glad', 'sad'], 'how'),
    only: repeatable('NAME', 'only these'),
    force: onlyWith(flag('replaces it'), { anyOf: ['saveTo', 'name'], because: 'as it says' }),
  },
  summary: '',
  about: '',
  examples: ['', ''],
});

const read = (...args: string[]) => readCommandLine(spec, args);

describe('reading a command line', () => {
  it('gives each option under its key, with the type from the table', () => {
    const { options, positionals } = read(
      'a',
      '--dry-run',
      '--name=--x',
      'b',
      '--only',
      'c',
      '--only=d',
    );
    expect(positionals).toEqual(['a', 'b']);
    expect(options).toMatchObject({ dryRun: true, name: '--x', times: 3, only: ['c', 'd'] });
    expect([options.saveTo, options.mood, options.force]).toEqual([undefined, undefined, false]);
    expectTypeOf(positionals).toEqualTypeOf<readonly [string, string]>();
    expectTypeOf(options.dryRun).toEqualTypeOf<boolean>();
    expectTypeOf(options.saveTo).toEqualTypeOf<string | undefined>();
    expectTypeOf(options.times).toEqualTypeOf<number>();
    expectTypeOf(options.seed).toEqualTypeOf<number | undefined>();
    expectTypeOf(options.mood).toEqualTypeOf<'glad' | 'sad' | undefined>();
    expectTypeOf(options.only).toEqualTypeOf<readonly string[]>();
  });

  it('takes everything after -- for a path', () => {
    expect(read('--', '--dry-run', '-x').positionals).toEqual(['--dry-run', '-x']);
  });

  it.each([
    [['a'], 'try takes two files'],
    [['a', 'b', 'c'], 'try takes two files'],
    [['a', ''], '"" is not a path'],
    [['a', 'b', '--save-to='], '--save-to takes a path, not ""'],
    [['a', 'b', '--times', '0'], '--times takes a positive integer, not "0"'],
    [['a', 'b', '--mood', 'so'], '--mood is glad or sad, not "so"'],
    [['a', 'b', '--force'], '--force has an effect only with --save-to or --name, as it says'],
    [['a', 'b', '--name', 'x', '--name', 'y'], '--name is given twice'],
    [['a', 'b', '--only'], '--only takes a value'],
    [['a', 'b', '--only', '--dry-run'], '--only takes a value, and --dry-run follows it'],
    [['a', 'b', '--saveTo', 'x'], 'there is no option --saveTo here. Did you mean --save-to?'],
    [['a', 'b', '--only', '--hunter2hunter2hunter2'], '--only takes a value, and --… follows it'],
  ])('refuses %j', (args, reason) => {
    expect(() => read(...args)).toThrow(`Failed to read the command line: ${reason}`);
  });
});
