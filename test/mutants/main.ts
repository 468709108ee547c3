import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ALL_LAWS } from '../../properties/all-laws.ts';
import type { Law } from '../../properties/law.ts';
import { MUTANTS, type Mutant, type MutantKind } from '../../properties/mutants/mutants.ts';
import { killMutant } from './kill-mutant.ts';
import { type HuntedMutant, printTable, withTable } from './mutants-table.ts';

const DOCUMENT = fileURLToPath(new URL('../../docs/mutants.md', import.meta.url));

const LAWS_OF_KINDS: Readonly<Record<MutantKind, readonly string[]>> = {
  isolation: ['session-isolation', 'mock-ownership'],
  files: ['files-like-a-map'],
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

/**
 * `npm run mutants [-- NAME…] [--law NAME] [--nearest] [--seed N] [--time SECONDS]`: checks the
 * laws on every fault (`--nearest`: only those that speak of what it is about), each for so long.
 * Prints the table, and writes it into docs/mutants.md when all faults were tried. Gives the exit
 * code: 1 when a fault survives, or is told in more calls than {@link MOST_CALLS} says.
 */
export async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      law: { type: 'string' },
      nearest: { type: 'boolean', default: false },
      seed: { type: 'string', default: '1' },
      time: { type: 'string', default: '60' },
    },
  });
  const chosen = MUTANTS.filter(
    ({ name }) => positionals.length === 0 || positionals.includes(name),
  );
  const hunted: HuntedMutant[] = [];
  for (const mutant of chosen) {
    const laws = values.law === undefined ? lawsFor(mutant, values.nearest) : named(values.law);
    const hunt = { laws, seed: Number(values.seed), timeMs: Number(values.time) * 1000 };
    const kill = await killMutant(mutant, { ...hunt, runs: ({ runs }) => runs.full });
    const found = kill === undefined ? 'SURVIVES' : `${kill.by}, ${kill.calls} calls`;
    process.stderr.write(`${mutant.name}: ${found}: ${kill?.explanation ?? ''}\n`);
    hunted.push({ mutant, kill });
  }
  const table = printTable(hunted);
  process.stdout.write(table);
  const isWhole = positionals.length === 0 && values.law === undefined;
  if (isWhole) {
    await writeFile(DOCUMENT, withTable(await readFile(DOCUMENT, 'utf8'), table));
  }
  return hunted.every(isWellFound) ? 0 : 1;
}

/** Of these classes a counterexample has no more than so many calls. */
const MOST_CALLS: Partial<Record<MutantKind, number>> = { isolation: 6, fixture: 6 };

function isWellFound({ mutant: { kind }, kill }: HuntedMutant): boolean {
  return kill !== undefined && kill.calls <= (MOST_CALLS[kind] ?? Number.POSITIVE_INFINITY);
}

/** The laws that speak of what the fault is about, and then all others. */
function lawsFor({ kind }: Mutant, onlyNearest: boolean): readonly Law[] {
  const first = LAWS_OF_KINDS[kind].flatMap(named);
  if (onlyNearest) return first;
  return [...first, ...ALL_LAWS.filter((law) => !first.includes(law))];
}

function named(law: string): readonly Law[] {
  return ALL_LAWS.filter(({ name }) => name === law);
}
