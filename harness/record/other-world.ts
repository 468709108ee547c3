import { printHeader } from '../cassette/print-cassette.ts';
import { HarnessError } from '../errors.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/** The parts in which two worlds differ, except variables; for files, their paths. */
export function differentParts(one: StartingWorld, other: StartingWorld): string[] {
  return PARTS.flatMap(([part, name]) => {
    if (printedPart(one, part) === printedPart(other, part)) return [];
    return [part === 'files' ? `the files ${firstFew(otherFiles(one, other))}` : `the ${name}`];
  });
}

/** The first few of many names, and how many more there are. */
export function firstFew(names: readonly string[]): string {
  const left = names.length - MOST_NAMES;
  const rest = left > 0 ? ` and ${left} more` : '';
  return `${names.slice(0, MOST_NAMES).join(', ')}${rest}`;
}

/** The error for a scenario whose world is not that of its cassette. */
export function otherWorld(parts: string, file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to record what is missing: scenario and cassette differ in ${parts}`,
    next: 'Undo the change of the world, or record the scenario again without --missing.',
    file,
  });
}

const MOST_NAMES = 3;

const PARTS = [
  ['seed', 'seed'],
  ['clock', 'clock'],
  ['files', 'files'],
  ['sessionFiles', 'files of sessions'],
  ['mock', 'mock tools'],
  ['store', 'contents of the stores'],
  ['storeFaults', 'store-faults'],
  ['keep', 'headers to keep'],
] as const satisfies ReadonlyArray<readonly [keyof StartingWorld, string]>;

const EMPTY: StartingWorld = {
  ...{ seed: 0, clock: undefined, variables: new Map(), files: new Map(), store: new Map() },
  keep: [],
};

function printedPart(world: StartingWorld, part: keyof StartingWorld): string {
  return printHeader({ name: '', world: { ...EMPTY, [part]: world[part] } }, '');
}

function otherFiles({ files: one }: StartingWorld, { files: other }: StartingWorld): string[] {
  const names = new Set([...one.keys(), ...other.keys()]);
  const changed = [...names].filter((name) => one.get(name) !== other.get(name));
  return changed.length > 0 ? changed : ['in another order'];
}
