import { type Dirent, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { HarnessError } from '../errors.ts';

/**
 * The scenario or cassette files at the given paths: a file as it is, a folder with all `.yaml`
 * files below it, hidden ones and symbolic links to folders left out. Sorted by code unit, each
 * once, however its path is spelt.
 *
 * @throws HarnessError `not-found` for a path at which there is nothing; `unreadable` for a folder
 * that cannot be read.
 */
export function findCassettes(paths: readonly string[]): string[] {
  const found = new Map<string, string>();
  for (const path of paths) {
    const files = filesAt(path);
    if (files.length === 0) throw nothingAt(path, 'holds no .yaml file');
    for (const file of files) found.set(resolve(file), file);
  }
  return [...found.values()].sort();
}

function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw nothingAt(path, 'does not exist');
  return stats.isDirectory() ? filesBelow(path) : [path];
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
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new HarnessError({
      code: 'unreadable',
      problem: `Failed to list the folder: ${reason}`,
      next: 'Check its permissions.',
      file: folder,
      cause,
    });
  }
}

function nothingAt(path: string, reason: string): HarnessError {
  return new HarnessError({
    code: 'not-found',
    problem: `Failed to find cassettes: the path ${reason}`,
    next: 'Name a .yaml file, or a folder that holds some.',
    file: path,
  });
}
