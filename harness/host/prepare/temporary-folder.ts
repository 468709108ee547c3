import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setAsidePath, sweepSetAside } from '../../set-aside.ts';

/** The folders in use. One listener removes them all, because Node warns of more than ten. */
const lent = new Set<string>();

function removeAll(): void {
  for (const folder of lent) rmSync(folder, { recursive: true, force: true });
}

/**
 * Makes a folder next to `path`, lends it to `use`, and removes it afterwards, also when `use`
 * throws or the process exits meanwhile. Folders that killed processes left next to `path` are
 * removed first.
 *
 * @throws what `use` throws, or the error of a folder that cannot be made.
 */
export async function withTemporaryFolder<T>(
  path: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  sweepSetAside(dirname(path), 'folders');
  const folder = setAsidePath(path);
  if (lent.size === 0) process.on('exit', removeAll);
  lent.add(folder);
  try {
    await mkdir(folder, { recursive: true });
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
    lent.delete(folder);
    if (lent.size === 0) process.off('exit', removeAll);
  }
}
