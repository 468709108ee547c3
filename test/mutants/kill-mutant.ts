import { existsSync } from 'node:fs';
import { EmbeddedHost, findCassettes, readCassette, runScenario } from '../../harness/index.ts';
import { checkLaw } from '../../properties/check-law.ts';
import { openInProcess } from '../../properties/in-process.ts';
import type { Law } from '../../properties/law.ts';
import type { Mutant } from '../../properties/mutants/mutants.ts';
import { mutantApp } from './mutant-app.ts';

/** What found a fault. */
export interface Kill {
  /** The name of a law, or of a shipped scenario after the word `scenario`. */
  readonly by: string;
  readonly explanation: string;
  /** Calls of the counterexample, made as small as it gets; 0 where it is none of calls. */
  readonly calls: number;
  /** From the first value of the law to the smallest counterexample. */
  readonly seconds: number;
}

/** How hard a fault is looked for. */
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
      const { breach } = await checkLaw(law, { service: world, world }, settings);
      if (breach === undefined) continue;
      const calls = breach.story?.steps.length ?? 0;
      return {
        by: law.name,
        explanation: breach.explanation,
        calls,
        seconds: (now() - began) / 1000,
      };
    }
    return undefined;
  } finally {
    await world.close();
  }
}

/**
 * Runs the shipped scenarios of the component on the app with one fault, until one fails: for what
 * no law speaks of, such as stores that fail.
 *
 * @param folder the shipped scenarios
 */
export async function killByScenario(
  { name, component }: Mutant,
  folder: string,
): Promise<Kill | undefined> {
  const app = await mutantApp(name);
  const host = new EmbeddedHost(app, { mode: 'reset', workers: 1 });
  const began = performance.now();
  try {
    for (const file of findCassettes([`${folder}/${component}`])) {
      const scenario = readCassette(file);
      const tape = file.replace('/scenarios/', '/cassettes/');
      const recorded = existsSync(tape) ? readCassette(tape) : undefined;
      const input = { scenario, file, recorded };
      const { verdict, differences } = await runScenario({ app, host }, input);
      if (verdict === 'same') continue;
      return {
        by: `scenario ${scenario.header.name}`,
        explanation: `${verdict}: ${differences[0]?.where}`,
        calls: scenario.entries.length,
        seconds: (performance.now() - began) / 1000,
      };
    }
    return undefined;
  } finally {
    await host.close();
  }
}
