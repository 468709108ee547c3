import { COMMANDS, isCommand } from '../command-table/commands.ts';
import type { CommandSpec } from '../options/command-spec.ts';
import { COMMON_OPTIONS } from '../options/common-options.ts';
import { flagOf, type Option, type OptionTable } from '../options/option.ts';

/** What may come next on an unfinished command line. */
export interface Completions {
  /** Whole words, each of which begins with the last word. */
  readonly words: readonly Completion[];
  /** Whether the path of a file may come next too, which the shell completes. */
  readonly files: boolean;
}

/** A word that may come next, and its meaning. */
export interface Completion {
  readonly word: string;
  readonly means: string;
}

const ASKS: readonly Completion[] = [
  { word: '--help', means: 'what the command takes, with examples' },
  { word: '--version', means: 'the version' },
];

/**
 * The possible completions of the last word.
 *
 * @param written the words after `spintape`; the last one may be unfinished or empty
 */
export function completionsOf(written: readonly string[]): Completions {
  const last = written.at(-1) ?? '';
  const [name, ...before] = written.slice(0, -1);
  const { words, files } = name === undefined ? atCommand() : inCommand(name, { before, last });
  return { words: words.filter(({ word }) => word.startsWith(last)), files };
}

function atCommand(): Completions {
  const commands = Object.values(COMMANDS).map(({ name, summary }) => ({
    word: name,
    means: summary,
  }));
  const help = { word: 'help', means: 'what a command takes' };
  return { words: [...commands, help, ...ASKS], files: false };
}

function inCommand(
  name: string,
  { before, last }: { readonly before: readonly string[]; readonly last: string },
): Completions {
  if (name === 'help') return before.length > 0 ? NOTHING : atCommand();
  if (!isCommand(name)) return NOTHING;
  const spec: CommandSpec = COMMANDS[name];
  const options = new Map(
    Object.entries({ ...COMMON_OPTIONS, ...spec.options } satisfies OptionTable).map(
      ([key, option]): [string, Option<unknown>] => [flagOf(key), option],
    ),
  );
  const { given, open } = optionsIn(before, options);
  if (open === 'words') return wordsOf(spec);
  if (open !== undefined) return valuesOf(open);
  const [flag = '', value] = last.split('=');
  const option = value === undefined ? undefined : options.get(flag);
  if (option !== undefined) return valuesOf(option, `${flag}=`);
  if (!last.startsWith('-')) return wordsOf(spec);
  const left = [...options].filter(
    ([each, { isRepeatable = false }]) => isRepeatable || !given.has(each),
  );
  const words = left.map(([word, { means }]) => ({ word, means }));
  return { words: [...words, ...ASKS], files: false };
}

const NOTHING: Completions = { words: [], files: false };

/** The options on a command line, and the one, if any, whose value the next word is. */
function optionsIn(
  before: readonly string[],
  options: ReadonlyMap<string, Option<unknown>>,
): { readonly given: ReadonlySet<string>; readonly open: Option<unknown> | 'words' | undefined } {
  const given = new Set<string>();
  let open: Option<unknown> | undefined;
  for (const word of before) {
    if (open !== undefined) {
      open = undefined;
      continue;
    }
    if (word === '--') return { given, open: 'words' };
    const [flag = word] = word.split('=');
    given.add(flag);
    const option = options.get(word);
    open = option?.shownValue === undefined ? undefined : option;
  }
  return { given, open };
}

/** @param prefix the part of the word before the value */
function valuesOf(
  { proposed = [], choices = proposed, isPath = false }: Option<unknown>,
  prefix = '',
): Completions {
  return { words: choices.map((value) => ({ word: prefix + value, means: '' })), files: isPath };
}

function wordsOf({ positionals: { choices = [], isPath } }: CommandSpec): Completions {
  return { words: choices.map((word) => ({ word, means: '' })), files: isPath };
}
