import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder with all that are missing above it. `mkdirSync` of Node 20 with `recursive` never
 * returns where a folder exists that nothing can be made in, such as `/proc`, because the system
 * says there that the parent does not exist.
 *
 * @throws the system's error when a folder cannot be made.
 */
export function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) return;
  if (found !== undefined) throw inTheWay(path);
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it in the meantime.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error;
  }
}

// As the system says it of a path below a file; `EEXIST` would be taken for a taken name.
function inTheWay(path: string): Error {
  return Object.assign(new Error(`ENOTDIR: not a directory, mkdir '${path}'`), { code: 'ENOTDIR' });
}
