import { parseArgs } from 'node:util';
import { type Project, projectDefaults } from '../project/project.ts';
import type { CommandLine, CommandSpec } from './command-spec.ts';
import { COMMON_OPTIONS } from './common-options.ts';
import { flagOf, type OptionTable, oneOf } from './option.ts';
import { type OptionTypes, optionFault } from './option-fault.ts';
import type { Positionals } from './positionals.ts';
import { usageError } from './usage-error.ts';

/** What was given on a command line, by the keys of the options. */
type Given = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the arguments of a command.
 *
 * @param project what holds where an argument is not given
 * @throws HarnessError `usage`.
 */
export function readCommandLine<Spec extends CommandSpec>(
  spec: Spec,
  args: readonly string[],
  { project }: { readonly project?: Project | undefined } = {},
): CommandLine<Spec> {
  const table: OptionTable = { ...COMMON_OPTIONS, ...spec.options };
  const { given, words } = taken(args, table);
  refuseEmptyPaths(table, given);
  if (spec.positionals.isPath && words.includes('')) {
    throw usageError('"" is not a path', 'Name a file or a folder.');
  }
  const defaults = project && projectDefaults(project);
  const read = Object.entries(table).map(([key, option]): [string, unknown] => [
    key,
    option.read(flagOf(key), given.get(key) ?? defaults?.get(key) ?? []),
  ]);
  const { folder } = spec.positionals;
  const all = folder && project?.[folder];
  const named = words.length === 0 && all !== undefined ? [all] : words;
  const positionals = (spec.positionals as Positionals<unknown>).read(named);
  refuseWithoutEffect(table, given);
  // Each value was read by the option of its key, so it has that option's type.
  return { options: Object.fromEntries(read), positionals } as CommandLine<Spec>;
}

/** The values of each option of a table, and the other words of a command line. */
function taken(
  args: readonly string[],
  table: OptionTable,
): { readonly given: Given; readonly words: readonly string[] } {
  const keys = new Map(Object.keys(table).map((key) => [flagOf(key).slice(2), key]));
  const options: OptionTypes = Object.fromEntries(
    [...keys].map(([name, key]) => [name, typeOf(table, key)]),
  );
  // The parser is not strict, because our own messages say what is wrong.
  const { positionals, tokens } = parseArgs({
    ...{ args: [...args], options, allowPositionals: true, strict: false, tokens: true },
  });
  const fault = optionFault(tokens, options);
  if (fault !== undefined) throw usageError(fault.reason, fault.next);
  const given = new Map<string, string[]>();
  for (const token of tokens) {
    const key = token.kind === 'option' ? keys.get(token.name) : undefined;
    if (token.kind !== 'option' || key === undefined) continue;
    given.set(key, [...(given.get(key) ?? []), token.value ?? '']);
  }
  return { given, words: positionals };
}

function typeOf(table: OptionTable, key: string): OptionTypes[string] {
  const { shownValue, isRepeatable = false } = table[key] ?? {};
  return { type: shownValue === undefined ? 'boolean' : 'string', multiple: isRepeatable };
}

// To the system, an empty path means the current folder in some calls, and nothing in others.
function refuseEmptyPaths(table: OptionTable, given: Given): void {
  for (const [key, { isPath = false }] of Object.entries(table)) {
    if (!isPath || given.get(key)?.includes('') !== true) continue;
    const next = 'Name one, or leave the option out.';
    throw usageError(`${flagOf(key)} takes a path, not ""`, next);
  }
}

function refuseWithoutEffect(table: OptionTable, given: Given): void {
  for (const [key, { needs }] of Object.entries(table)) {
    if (needs === undefined || !given.has(key)) continue;
    if (needs.anyOf.some((other) => given.has(other))) continue;
    const others = oneOf(needs.anyOf.map(flagOf));
    const because = needs.because === undefined ? '' : `, ${needs.because}`;
    throw usageError(`${flagOf(key)} has an effect only with ${others}${because}`);
  }
}
