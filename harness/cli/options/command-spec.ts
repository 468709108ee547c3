import type { CommonOptions } from './common-options.ts';
import type { OptionTable, OptionValues } from './option.ts';
import type { Positionals } from './positionals.ts';

/** The command line of a command, for the parser, the help, shells and documents. */
export interface CommandSpec<Table extends OptionTable = OptionTable, Given = unknown> {
  readonly name: string;
  readonly positionals: Positionals<Given>;
  /** Its options, without the common ones. */
  readonly options: Table;
  /** What it does, as one line of at most 60 columns, in lower case and without a full stop. */
  readonly summary: string;
  /** What it does, in full sentences. */
  readonly about: string;
  /** Command lines that work in a folder with recordings. */
  readonly examples: readonly [string, string];
}

/** A command line that was read. */
export interface CommandLine<Spec extends CommandSpec> {
  readonly options: OptionValues<Spec['options']> & CommonOptions;
  readonly positionals: Spec extends CommandSpec<OptionTable, infer Given> ? Given : never;
}

/** A row of the table of commands, with types that follow from its contents. */
export function command<Table extends OptionTable, Given>(
  spec: CommandSpec<Table, Given>,
): CommandSpec<Table, Given> {
  return spec;
}

/** How a command is called, without its options: `spintape convert IN OUT`. */
export function usageOf({ name, positionals: { shown } }: CommandSpec): string {
  return `spintape ${name}${shown === '' ? '' : ` ${shown}`}`;
}
