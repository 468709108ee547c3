import { usageError } from './usage-error.ts';

/** An option of the command line: what it takes, what it means, and how its value is read. */
export interface Option<Value> {
  /** The name of its value in the help, such as `FILE`; undefined for a switch. */
  readonly shownValue: string | undefined;
  /** What it does, as in "this option replaces what is at OUT", without a full stop. */
  readonly means: string;
  /** The default, as the help shows it. */
  readonly shownDefault?: string | undefined;
  readonly isRepeatable?: boolean;
  readonly isPath?: boolean;
  /** All values that it takes, if they can be listed. */
  readonly choices?: readonly string[];
  /** Values that shells propose, if there are too many for the help. */
  readonly proposed?: readonly string[];
  /** Other options, without which it has no effect. */
  readonly needs?: Needs;
  /**
   * @param flag the option with its dashes, for messages
   * @param texts the given values, in order; those of a switch are empty
   * @throws HarnessError `usage`.
   */
  read(flag: string, texts: readonly string[]): Value;
}

/** Options that another one needs to have an effect. */
export interface Needs {
  /** Keys of the table, as in {@link flagOf}. */
  readonly anyOf: readonly string[];
  /** Why, as a clause that follows the name of the other option. */
  readonly because?: string;
}

/** A group of options, by the keys under which a command finds what was given. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

/** What was given for each option of a table. */
export type OptionValues<Table extends OptionTable> = {
  readonly [Key in keyof Table]: Table[Key] extends Option<infer Value> ? Value : never;
};

/** The option of a key as it is written: that of `mockLog` is `--mock-log`. */
export function flagOf(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** An option without a value: whether it was given. */
export function flag(means: string): Option<boolean> {
  return { shownValue: undefined, means, read: (_, texts) => texts.length > 0 };
}

/** An option with any text. */
export function text(shownValue: string, means: string): Option<string | undefined> {
  return { shownValue, means, read: (_, [value]) => value };
}

/** An option with the path of a file or folder. */
export function path(shownValue: string, means: string): Option<string | undefined> {
  return { ...text(shownValue, means), isPath: true };
}

/** An option that may be given several times. */
export function repeatable(shownValue: string, means: string): Option<readonly string[]> {
  return { shownValue, means, isRepeatable: true, read: (_, texts) => texts };
}

/** An option with a whole number, and its least value. */
export function wholeNumber(
  shownValue: string,
  least: number,
  means: string,
): Option<number | undefined> {
  const read = (name: string, [value]: readonly string[]) =>
    value === undefined ? undefined : readNumber(name, value, least);
  return { shownValue, means, read };
}

/**
 * The same option with a default value.
 *
 * @param fallback computed when it is needed
 * @param shownDefault the default for people
 */
export function withDefault<Value>(
  option: Option<Value | undefined>,
  fallback: () => Value,
  shownDefault = String(fallback()),
): Option<Value> {
  const read = (name: string, texts: readonly string[]) => option.read(name, texts) ?? fallback();
  return { ...option, shownDefault, read };
}

/** An option with one of a few values. */
export function choice<const Choices extends readonly string[]>(
  shownValue: string,
  choices: Choices,
  means: string,
): Option<Choices[number] | undefined> {
  const read = (name: string, [value]: readonly string[]): Choices[number] | undefined => {
    if (value === undefined || choices.includes(value)) return value;
    throw usageError(`${name} is ${oneOf(choices)}, not "${value}"`);
  };
  return { shownValue, means, choices, read };
}

/** The same option, which has no effect without one of these others. */
export function onlyWith<Value>(option: Option<Value>, needs: Needs): Option<Value> {
  return { ...option, needs };
}

/** `a, b or c`. */
export function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

function readNumber(name: string, value: string, least: number): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && Number.isSafeInteger(number) && number >= least) return number;
  const wanted = least === 1 ? 'a positive integer' : `an integer of at least ${least}`;
  throw usageError(`${name} takes ${wanted}, not "${value}"`);
}
