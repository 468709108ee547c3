import { startingFileEntry } from '../../../spin-app/protocol/vfs-file.ts';
import { HarnessError } from '../../errors.ts';
import type { StoreSnapshot } from '../../tool-call/interaction.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import { type WrittenFile, writtenFiles } from './written-files.ts';

/** The store in which the shipped components keep their state. */
const STORE = 'default';

/**
 * The contents of the key-value stores before the first call: the world's raw contents, its files
 * in the virtual filesystem of every session that the scenario names, and the files of single
 * sessions.
 *
 * @param contract the app variable `contract`, which says how paths are read
 * @throws HarnessError `cassette-invalid` for a path that does not name a file, and for two paths
 * of one file.
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
    const files = writtenFiles(world, { session, file: scenario.file });
    const written = new Map<string, WrittenFile>();
    for (const [position, file] of files.entries()) {
      const { path, content } = file;
      const entry = startingFileEntry({ session, path, content, position, contract });
      if (entry === null) throw notAFile(file);
      const other = written.get(entry.key);
      if (other !== undefined) throw sameFile(other, file);
      written.set(entry.key, file);
      entries.set(entry.key, new TextEncoder().encode(entry.value));
    }
  }
  if (entries.size > 0) stores.set(STORE, entries);
  return stores;
}

function sameFile(one: WrittenFile, other: WrittenFile): HarnessError {
  const { file, line } = one.place;
  const where = line === undefined ? '' : `, in ${file}:${line}`;
  const reason =
    one.path === other.path
      ? `it is there already${where}`
      : `it is ${JSON.stringify(one.path)} as well${where}`;
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to create the starting file ${JSON.stringify(other.path)}: ${reason}`,
    next: 'Remove one of the two.',
    ...other.place,
  });
}

function notAFile({ path, place }: WrittenFile): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to create the starting file ${JSON.stringify(path)}: the path names no file`,
    next: 'Give it a path that is not empty, does not end in "/" and stays below the root.',
    ...place,
  });
}
