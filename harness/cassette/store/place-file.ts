import { closeSync, constants, copyFileSync, fsyncSync, linkSync, openSync } from 'node:fs';

/**
 * Atomically gives a file a second name, if that name is free.
 *
 * @throws the system's error, `EEXIST` for a name that is taken.
 */
export function placeExclusively(temporary: string, path: string): void {
  try {
    linkSync(temporary, path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EEXIST') throw error;
    // Some file systems have no links; a copy is exclusive too, though not in one step.
    copyFileSync(temporary, path, constants.COPYFILE_EXCL);
  }
}

/** Brings new names to the disk: a rename is only there when its folder is. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Some systems cannot sync folders.
    return;
  }
}
