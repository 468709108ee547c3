import { parseArgs } from 'node:util';
import { suggestion } from '../../harness/suggestion.ts';
import { ALL_LAWS } from '../../properties/all-laws.ts';
import { MUTANTS, type Mutant, type MutantKind } from '../../properties/mutants/mutants.ts';
import type { Law } from '../../properties/runner/law.ts';

/** The options of `npm run mutants`, as `parseArgs` of Node takes them. */
export const HUNT_OPTIONS = {
  law: { type: 'string' },
  nearest: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  time: { type: 'string', default: '60' },
} as const;

/** The parsed command line. */
export interface MutantHunt {
  readonly mutants: readonly Mutant[];
  /** The laws that are tried on a fault, one after another. */
  lawsFor(mutant: Mutant): readonly Law[];
  readonly seed: number;
  /** How long a law may look for a fault, in milliseconds. */
  readonly timeMs: number;
  /** Whether all faults are tried with all laws. */
  readonly isWhole: boolean;
}

/** The command line is invalid; the message says why, and suggests a correction. */
export class HuntFault extends Error {
  override readonly name = 'HuntFault';
}

/**
 * Reads `[NAME…] [--law NAME] [--nearest] [--seed N] [--time SECONDS]`.
 *
 * @throws HuntFault for a name, an option or a number that there is not.
 */
export function readHunt(args: readonly string[]): MutantHunt {
  const { values, positionals } = parsed(args);
  for (const name of positionals) requireKnown('mutant', name, MUTANTS);
  const { law } = values;
  if (law !== undefined) requireKnown('law', law, ALL_LAWS);
  const isAll = positionals.length === 0;
  return {
    mutants: MUTANTS.filter(({ name }) => isAll || positionals.includes(name)),
    lawsFor: (mutant) => (law === undefined ? lawsFor(mutant, values.nearest) : named(law)),
    seed: countIn('seed', values.seed),
    timeMs: countIn('time', values.time) * 1000,
    isWhole: isAll && law === undefined,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: HUNT_OPTIONS });
  } catch (error) {
    if (error instanceof TypeError) throw new HuntFault(error.message);
    throw error;
  }
}

function requireKnown(
  what: 'mutant' | 'law',
  name: string,
  known: readonly { readonly name: string }[],
): void {
  const names = known.map((each) => each.name);
  if (names.includes(name)) return;
  const near = suggestion(name, names);
  const next = near === undefined ? `There are: ${names.join(', ')}.` : `Did you mean ${near}?`;
  throw new HuntFault(`There is no ${what} "${name}". ${next}`);
}

function countIn(name: 'seed' | 'time', text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new HuntFault(`--${name} takes a whole number, and "${text}" is none.`);
}

const LAWS_OF_KINDS: Readonly<Record<MutantKind, readonly string[]>> = {
  isolation: ['session-isolation', 'mock-ownership'],
  files: ['files-like-a-map'],
  limit: ['files-like-a-map', 'session-isolation', 'cleanup'],
  concurrency: ['parallel-calls'],
  determinism: ['seeds-and-clocks', 'determinism'],
  validation: ['argument-validation', 'schema-interpreter', 'files-like-a-map'],
  totality: ['totality', 'github-totality'],
  failure: ['failing-stores'],
  cleanup: ['cleanup', 'session-isolation'],
  fixture: ['fixture-precedence', 'mock-ownership', 'argument-validation'],
  template: ['template-filling', 'gateway-adds-nothing'],
  'allow-list': ['github-confinement'],
};

/** Files have limits of their own, which mocks do not show. */
const LIMITS_OF_MOCKS = ['mock-ownership', 'fixture-precedence'];

/** The laws about the fault's subject, and then all others. */
function lawsFor({ kind, component }: Mutant, onlyNearest: boolean): readonly Law[] {
  const isLimitOfMocks = kind === 'limit' && component === 'mock';
  const first = (isLimitOfMocks ? LIMITS_OF_MOCKS : LAWS_OF_KINDS[kind]).flatMap(named);
  if (onlyNearest) return first;
  return [...first, ...ALL_LAWS.filter((law) => !first.includes(law))];
}

function named(law: string): readonly Law[] {
  return ALL_LAWS.filter(({ name }) => name === law);
}
