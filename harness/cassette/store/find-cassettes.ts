import { type Dirent, readdirSync, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../../errors.ts';
import { fileFailure } from './file-failure.ts';

/** The kind of files, as messages name it. */
export type FoundFiles = 'cassettes' | 'scenarios';

/**
 * The scenario or cassette files at the given paths. A folder gives all `.yaml` files below it,
 * except hidden ones and those in symbolic links to folders. Sorted by code unit, without
 * duplicates, even if paths are spelt differently.
 *
 * @throws HarnessError `not-found` for a path that does not exist; `unreadable` for a folder that
 *   cannot be read.
 */
export function findCassettes(paths: readonly string[], what: FoundFiles = 'cassettes'): string[] {
  const found = new Map<string, string>();
  for (const path of paths) {
    const stats = statsOf(path);
    if (stats === undefined) throw nothingAt(path, what, 'does not exist');
    const files = stats.isDirectory() ? filesBelow(path) : [path];
    if (files.length === 0) throw nothingAt(path, what, 'holds no .yaml file');
    for (const file of files) found.set(resolve(file), file);
  }
  return [...found.values()].sort();
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
}

function filesBelow(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    if (entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.name.endsWith('.yaml') && isFile(entry, path) ? [path] : [];
  });
}

function isFile(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  return statsOf(path)?.isFile() === true;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw fileFailure('list', folder, cause);
  }
}

function nothingAt(path: string, what: FoundFiles, reason: string): HarnessError {
  return new HarnessError({
    code: 'not-found',
    problem: `Failed to find ${what}: the path ${reason}`,
    next: 'Name a .yaml file, or a folder that holds some.',
    file: path,
  });
}
