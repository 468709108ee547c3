import { usageError } from './usage-error.ts';

/** What a command takes besides its options. */
export interface Positionals<Value> {
  /** As the help shows them, such as `[PATH…]`; empty if there are none. */
  readonly shown: string;
  readonly isPath: boolean;
  /** All values that one of them takes, if they can be listed. */
  readonly choices?: readonly string[];
  /** The folder that is meant where none is given. */
  readonly folder?: 'cassettes' | 'scenarios';
  /** @throws HarnessError `usage` for too few or too many. */
  read(given: readonly string[]): Value;
}

/** No arguments besides options. */
export function noPositionals(command: string): Positionals<readonly []> {
  const read = ([first]: readonly string[]): readonly [] => {
    if (first === undefined) return [];
    throw usageError(`${command} takes no "${first}"`);
  };
  return { shown: '', isPath: false, read };
}

/** Any number of paths; without one, the folder of all. */
export function paths(
  name: string,
  folder: 'cassettes' | 'scenarios',
): Positionals<readonly string[]> {
  const read = (given: readonly string[]) => (given.length === 0 ? [folder] : given);
  return { shown: `[${name}…]`, isPath: true, folder, read };
}

/** @param refusal the error if none is given */
export function somePaths(name: string, refusal: string): Positionals<readonly string[]> {
  const read = (given: readonly string[]) => {
    if (given.length === 0) throw usageError(refusal);
    return given;
  };
  return { shown: `${name}…`, isPath: true, read };
}

/** @param refusal the error unless exactly one is named */
export function onePath(name: string, refusal: string): Positionals<string> {
  const read = ([path, ...others]: readonly string[]): string => {
    if (path === undefined || others.length > 0) throw usageError(refusal);
    return path;
  };
  return { shown: name, isPath: true, read };
}

/** One of a few words. */
export function oneWord<const Choices extends readonly string[]>(
  name: string,
  choices: Choices,
  refusal: string,
): Positionals<Choices[number]> {
  const read = ([word, ...others]: readonly string[]): Choices[number] => {
    if (word !== undefined && others.length === 0 && choices.includes(word)) return word;
    throw usageError(refusal);
  };
  return { shown: name, isPath: false, choices, read };
}

/** @param refusal the error unless exactly two are named */
export function twoPaths(
  names: readonly [string, string],
  refusal: string,
): Positionals<readonly [string, string]> {
  const read = ([first, second, ...others]: readonly string[]): readonly [string, string] => {
    if (first === undefined || second === undefined || others.length > 0) throw usageError(refusal);
    return [first, second];
  };
  return { shown: names.join(' '), isPath: true, read };
}
