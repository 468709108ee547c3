import type { Mutant } from '../../properties/mutants/mutants.ts';
import { checkLaw } from '../../properties/runner/check-law.ts';
import type { Law } from '../../properties/runner/law.ts';
import { openInProcess } from '../../properties/subjects/in-process.ts';
import { mutantApp } from './mutant-app.ts';

/** How a fault was found. */
export interface Kill {
  /** The name of the law. */
  readonly by: string;
  readonly explanation: string;
  /** Calls of the shrunk counterexample; 0 if it has no calls. */
  readonly calls: number;
  /** From the first value of the law to the smallest counterexample. */
  readonly seconds: number;
}

/** Settings of the search for a fault. */
export interface Hunt {
  /** The laws in the order in which they are tried. */
  readonly laws: readonly Law[];
  readonly seed: number;
  /** How many values a law is given. */
  readonly runs: (law: Law) => number;
  /** How long a law may look for a fault. */
  readonly timeMs: number;
}

/** Checks laws on the app with one fault, until one of them finds it. */
export async function killMutant({ name }: Mutant, hunt: Hunt): Promise<Kill | undefined> {
  const { laws, seed, runs, timeMs } = hunt;
  const world = openInProcess(await mutantApp(name), { workers: 2 });
  const now = () => performance.now();
  try {
    for (const law of laws) {
      const began = now();
      const settings = { runs: runs(law), seed, timeMs, now };
      const { violation, error } = await checkLaw(law, { service: world, world }, settings);
      if (error !== undefined) throw error;
      if (violation === undefined) continue;
      const calls = violation.trace?.steps.length ?? 0;
      return {
        by: law.name,
        explanation: violation.explanation,
        calls,
        seconds: (now() - began) / 1000,
      };
    }
    return undefined;
  } finally {
    await world.close();
  }
}
