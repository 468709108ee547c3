import { spintape } from '../spintape.fixture.ts';

/** The manifest of the app whose fault the variable `mutant` selects. */
export const FAULTY = 'properties/mutants/spin.toml';

const SEEDED = ['check', '--seed', '4'];
const RUNS = ['--runs', '25'];

/** A short check. */
export const CHECK = [...SEEDED, ...RUNS];

/**
 * One value in 25 lists two files or more, and a service that shuffles them fails three times out
 * of four. So a thousand values miss it once in 10^13 checks; the first failure ends the check, so
 * they cost nothing.
 */
export const RUNS_OF_CHANCE = ['--runs', '1000'];

/** The document of `check --json`, as far as tests look at it. */
export interface CheckDocument {
  readonly ok: boolean;
  readonly results: readonly {
    readonly name: string;
    readonly verdict: string;
    readonly calls: number;
    readonly breach?: { readonly calls: number; readonly story: readonly string[] };
  }[];
  readonly leftOut: readonly { readonly name: string; readonly reason: string }[];
}

/** Runs {@link CHECK}, or as many values as the arguments say, with `--json`. */
export async function checked(args: readonly string[], env: Record<string, string> = {}) {
  const runs = args.includes('--runs') ? [] : RUNS;
  const command = [...SEEDED, ...runs, ...args, '--json'];
  const { code, stdout, stderr } = await spintape(command, { env });
  return { code, stderr, document: JSON.parse(stdout) as CheckDocument };
}

/**
 * Each law with its verdict and the calls that show the counterexample, without how their world
 * began.
 */
export function findings({ results }: CheckDocument) {
  return results.map(({ name, verdict, breach }) => [
    name,
    verdict,
    breach?.story.filter((line) => !line.startsWith('in a world with')) ?? [],
  ]);
}
