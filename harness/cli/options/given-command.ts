import { pathWord, shellWord } from '../../output/shell-word.ts';
import { flagOf } from './option.ts';

/**
 * A command line to copy, with those options that were given: what is advised must run the same app
 * in the same world.
 *
 * @param options by the keys of the table of options; undefined: not given
 */
export function givenCommand(
  command: string,
  options: Readonly<Record<string, string | number | boolean | undefined>>,
  ...paths: readonly string[]
): string {
  const words = Object.entries(options).flatMap(([key, value]) => {
    if (value === undefined || value === false) return [];
    return value === true ? [flagOf(key)] : [flagOf(key), shellWord(String(value))];
  });
  return ['spintape', command, ...words, ...paths.map(pathWord)].join(' ');
}
