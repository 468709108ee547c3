import { startingFileEntry } from '../../spin-app/protocol/vfs-file.ts';
import { HarnessError } from '../errors.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/** The store in which the shipped components keep their state. */
const STORE = 'default';

/**
 * The contents of the key-value stores before the first call: the world's raw contents, and its
 * files in the virtual filesystem of every session that the scenario names, and those of one.
 *
 * @param contract the app variable `contract`, which says how paths are read
 * @throws HarnessError `cassette-invalid` for a path that names no file, and for two that name one.
 */
export function startingStore(
  world: StartingWorld,
  scenario: {
    readonly sessions: Iterable<string>;
    readonly contract: string | undefined;
    readonly file: string;
  },
): StoreSnapshot {
  const contract = scenario.contract === 'deepfabric-4' ? 'deepfabric-4' : 'spintape';
  const stores = new Map([...world.store].map(([label, values]) => [label, new Map(values)]));
  const entries = stores.get(STORE) ?? new Map<string, Uint8Array | null>();
  for (const session of new Set([...scenario.sessions, ...(world.sessionFiles?.keys() ?? [])])) {
    const files = [...world.files, ...(world.sessionFiles?.get(session) ?? [])];
    const paths = new Map<string, string>();
    for (const [position, [path, content]] of files.entries()) {
      const entry = startingFileEntry({ session, path, content, position, contract });
      if (entry === null) throw notAFile(path, scenario.file);
      const other = paths.get(entry.key);
      if (other !== undefined) throw sameFile([other, path], scenario.file);
      paths.set(entry.key, path);
      entries.set(entry.key, new TextEncoder().encode(entry.value));
    }
  }
  if (entries.size > 0) stores.set(STORE, entries);
  return stores;
}

function sameFile([one, other]: readonly [string, string], file: string): HarnessError {
  const reason = one === other ? 'it is there twice' : `it is ${JSON.stringify(one)} as well`;
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to create the starting file ${JSON.stringify(other)}: ${reason}`,
    next: 'Remove one of the two.',
    file,
  });
}

function notAFile(path: string, file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to create the starting file ${JSON.stringify(path)}: the path names no file`,
    next: 'Give it a path that is not empty, does not end in "/" and stays below the root.',
    file,
  });
}
