import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setAsidePath, sweepSetAside } from '../../set-aside.ts';
import { makeFolder } from './make-folder.ts';

const swept = new Set<string>();

/**
 * Writes a new hidden file next to `path`, flushes it and returns its path. It is on the same file
 * system, so it can be renamed or linked to its place. The first one in a folder also removes
 * leftovers of killed processes.
 */
export function writeTemporary(path: string, content: string | Uint8Array): string {
  const temporary = temporaryPath(path);
  const descriptor = openSync(temporary, 'wx');
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
    return temporary;
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}

/** A unique hidden name next to `path`, whose folder is created. */
export function temporaryPath(path: string): string {
  const folder = dirname(path);
  makeFolder(folder);
  if (!swept.has(folder)) sweepSetAside(folder);
  swept.add(folder);
  return setAsidePath(path);
}
