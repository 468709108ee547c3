import { describe, expect, it } from 'vitest';
import { ALL_LAWS } from '../../../properties/all-laws.ts';
import { COMMANDS } from '../command-table/commands.ts';
import { completionLines } from './completion-lines.ts';
import { completionsOf } from './completions.ts';

/** The words that may follow, and whether files may. */
function found(...written: string[]): readonly [words: readonly string[], files: boolean] {
  const { words, files } = completionsOf(written);
  return [words.map(({ word }) => word), files];
}

describe('what may follow on a command line', () => {
  it('is a command at its beginning', () => {
    const asks = ['help', '--help', '--version'];
    expect(found('')).toEqual([[...Object.keys(COMMANDS), ...asks], false]);
    expect(found()).toEqual(found(''));
    expect(found('rep')).toEqual([['replay', 'reproduce'].sort(), false]);
    expect(found('help', 'ver')).toEqual([['verify'], false]);
  });

  it.each([
    ['an option', ['replay', '--a'], ['--app', '--against', '--annotations'], false],
    [
      'an option that was not given',
      ['replay', '--app', 'x', '--a'],
      ['--against', '--annotations'],
      false,
    ],
    ['an option that may be repeated', ['check', '--law', 'x', '--la'], ['--law'], false],
    ['a value', ['replay', '--instances', ''], ['reset', 'fresh'], false],
    ['a value behind =', ['check', '--profile=f'], ['--profile=full'], false],
    ['a path after an option', ['replay', '--junit', 're'], [], true],
    ['a path behind =', ['replay', '--junit=re'], [], true],
    ['a text that cannot be listed', ['replay', '--filter', ''], [], false],
    ['a path besides options', ['replay', '--quiet', 'cas'], [], true],
    ['a path behind --', ['replay', '--', '--app'], [], true],
    ['nothing besides options', ['serve', ''], [], false],
    ['a word that is listed', ['completion', 'z'], ['zsh'], false],
    ['nothing after an unknown command', ['nothing', '--a'], [], false],
    ['nothing after the command of help', ['help', 'run', ''], [], false],
    ['a path although an option is unknown', ['replay', '--nothing', ''], [], true],
  ])('is %s', (_, written, words, files) => {
    expect(found(...written)).toEqual([words, files]);
  });

  it('is the name of a law, or list', () => {
    expect(found('check', '--law', 'cl')).toEqual([['clean-instances', 'cleanup'], false]);
    const names = ALL_LAWS.map(({ name }) => name);
    expect(found('check', '--law', '')).toEqual([[...names, 'list'], false]);
  });

  it('is printed for shells with its meaning', () => {
    expect(completionLines(['replay', '--instances', ''])).toBe('reset\nfresh\n');
    expect(completionLines(['replay', '--bai'])).toBe(
      '--bail ends after the first cassette that is not the same\n',
    );
    expect(completionLines(['replay', ''])).toBe(':files\n');
  });
});
