import { closeSync, fsyncSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setAsidePath, sweepSetAside } from '../../set-aside.ts';
import { makeFolder } from './make-folder.ts';

const swept = new Set<string>();

/**
 * Writes a new hidden file beside `path`, down to the disk, and returns its path. On the
 * same file system, so that it can be renamed or linked to its place. The first one in a folder
 * also removes what killed processes left there.
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

/** A hidden name beside `path`, whose folder is made, that nobody else has. */
export function temporaryPath(path: string): string {
  const folder = dirname(path);
  makeFolder(folder);
  if (!swept.has(folder)) sweepSetAside(folder);
  swept.add(folder);
  return setAsidePath(path);
}
