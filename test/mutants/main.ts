import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { MutantKind } from '../../properties/mutants/mutants.ts';
import { killMutant } from './kill-mutant.ts';
import { HuntFault, type MutantHunt, readHunt } from './mutant-hunt.ts';
import { type HuntedMutant, printTable, withTable } from './mutants-table.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/mutants.md', import.meta.url));

/**
 * `npm run mutants [-- NAME…] [--law NAME] [--nearest] [--seed N] [--time SECONDS]`: checks the
 * laws on every fault (`--nearest`: only those about its subject), each for the given time. Prints
 * the table, and writes it into docs/mutants.md if all faults were tried. Gives the exit code: 1 if
 * a fault survives, or its counterexample has more calls than {@link MOST_CALLS}; 2 if the command
 * line is invalid.
 */
export async function main(args: readonly string[]): Promise<number> {
  const hunt = understood(args);
  if (hunt === undefined) return 2;
  const hunted: HuntedMutant[] = [];
  for (const mutant of hunt.mutants) {
    const { seed, timeMs } = hunt;
    const laws = hunt.lawsFor(mutant);
    const kill = await killMutant(mutant, { laws, seed, timeMs, runs: ({ runs }) => runs.full });
    const found = kill === undefined ? 'SURVIVES' : `${kill.by}, ${kill.calls} calls`;
    process.stderr.write(`${mutant.name}: ${found}: ${kill?.explanation ?? ''}\n`);
    hunted.push({ mutant, kill });
  }
  const table = printTable(hunted);
  process.stdout.write(table);
  if (hunt.isWhole) {
    await writeFile(DOCUMENT, withTable(await readFile(DOCUMENT, 'utf8'), table));
  }
  return hunted.every(isWellFound) ? 0 : 1;
}

function understood(args: readonly string[]): MutantHunt | undefined {
  try {
    return readHunt(args);
  } catch (error) {
    if (!(error instanceof HuntFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    return undefined;
  }
}

/** Of these classes a counterexample has no more than so many calls. */
const MOST_CALLS: Partial<Record<MutantKind, number>> = { isolation: 6, fixture: 6 };

function isWellFound({ mutant: { kind }, kill }: HuntedMutant): boolean {
  return kill !== undefined && kill.calls <= (MOST_CALLS[kind] ?? Number.POSITIVE_INFINITY);
}
