import { availableParallelism } from 'node:os';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { HarnessError } from '../../errors.ts';
import type { InstanceMode } from '../../host/embedded/instance-mode.ts';
import { type OptionTypes, optionFault } from './option-fault.ts';

/** The options that every command takes. */
export interface CommonOptions {
  /** Path of a spin.toml or its folder; undefined is the shipped app. */
  readonly app: string | undefined;
  readonly workers: number;
  readonly instances: InstanceMode;
  /** Undefined leaves the seed to the command. */
  readonly seed: number | undefined;
  readonly json: boolean;
  readonly quiet: boolean;
  readonly debug: boolean;
}

const COMMON = {
  app: { type: 'string' },
  workers: { type: 'string' },
  instances: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean' },
  quiet: { type: 'boolean' },
  debug: { type: 'boolean' },
} as const satisfies ParseArgsConfig['options'];

/** The common options as `--help` shows them. */
export const COMMON_HELP = `\
  --app PATH            a spin.toml, or its folder (default: the shipped app)
  --workers N           worker threads (default: the number of cores)
  --instances MODE      reset (default) or fresh: how each call gets a clean instance
  --seed N              what randomness starts from
  --json                one JSON document on stdout
  --quiet               no progress on stderr
  --debug               stack traces of errors`;

/** A command line, taken apart. */
export interface CommandLine<Own extends string, Switch extends string> {
  readonly common: CommonOptions;
  /** The command's own options that take a value. */
  readonly own: Partial<Record<Own, string>>;
  /** The command's own options without a value, as far as they were given. */
  readonly switches: ReadonlySet<Switch>;
  readonly positionals: readonly string[];
}

/**
 * Reads the arguments of a command.
 *
 * @param own names of the options with a value that only this command has; those that were taken
 * out before may be among them, so that a misspelt one is told from them
 * @param switches names of its options without one
 * @throws HarnessError `usage`.
 */
export function readCommandLine<Own extends string = never, Switch extends string = never>(
  args: readonly string[],
  own: readonly Own[] = [],
  switches: readonly Switch[] = [],
): CommandLine<Own, Switch> {
  const options: OptionTypes = {
    ...COMMON,
    ...Object.fromEntries([
      ...own.map((name) => [name, { type: 'string' as const }] as const),
      ...switches.map((name) => [name, { type: 'boolean' as const }] as const),
    ]),
  };
  // What is wrong is said in our words, so that the parser is not to be strict.
  const { values, positionals, tokens } = parseArgs({
    ...{ args: [...args], options, allowPositionals: true, strict: false, tokens: true },
  });
  const faulty = optionFault(tokens, options);
  if (faulty !== undefined) throw usageError(faulty.reason, faulty.next);
  refuseEmptyPaths(values, positionals);
  const given = values as Readonly<Record<string, string | boolean | undefined>>;
  return {
    common: commonOptions(given),
    own: given as Partial<Record<Own, string>>,
    switches: new Set(switches.filter((name) => given[name] === true)),
    positionals,
  };
}

/** The options of all commands that take a path. */
const PATHS: readonly string[] = [
  ...['app', 'against', 'cassette', 'cassettes', 'certify', 'config', 'junit', 'mock-log', 'out'],
  ...['record', 'resume', 'save', 'scenario', 'world', 'write-good'],
];

// The system takes an empty path for the folder that one is in, or for nothing, as it happens.
function refuseEmptyPaths(
  values: Readonly<Record<string, unknown>>,
  positionals: readonly string[],
): void {
  const name = PATHS.find((option) => values[option] === '');
  if (name !== undefined) {
    const next = 'Name one, or leave the option out.';
    throw usageError(`--${name} takes a path, not ""`, next);
  }
  if (positionals.includes('')) throw usageError('"" is not a path', 'Name a file or a folder.');
}

function commonOptions(
  values: Readonly<Record<string, string | boolean | undefined>>,
): CommonOptions {
  const text = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? value : undefined;
  };
  const instances = text('instances') ?? 'reset';
  if (instances !== 'reset' && instances !== 'fresh') {
    throw usageError(`--instances is reset or fresh, not "${instances}"`);
  }
  const seed = text('seed');
  return {
    app: text('app'),
    workers: wholeNumber('workers', text('workers') ?? String(availableParallelism()), 1),
    instances,
    seed: seed === undefined ? undefined : wholeNumber('seed', seed, 0),
    json: values['json'] === true,
    quiet: values['quiet'] === true,
    debug: values['debug'] === true,
  };
}

/** @throws HarnessError `usage` unless the text is a whole number that is large enough. */
export function wholeNumber(name: string, text: string, least: number): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(number) && number >= least) return number;
  const wanted = least === 1 ? 'a positive integer' : `an integer of at least ${least}`;
  throw usageError(`--${name} takes ${wanted}, not "${text}"`);
}

/** A fault in the command line. `reason` has no full stop, `next` has one. */
export function usageError(reason: string, next = 'See `spintape --help`.'): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to read the command line: ${reason}`,
    next,
  });
}
