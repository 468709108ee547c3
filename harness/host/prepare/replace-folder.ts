import { rename, rm } from 'node:fs/promises';
import { setAsidePath } from '../../set-aside.ts';
import { withTemporaryFolder } from './temporary-folder.ts';

/**
 * Replaces a folder all at once: `fill` writes into a new folder next to it, which then takes its
 * place. A process that dies half-way leaves the old folder, or none. If two processes do this at
 * once, the later one wins and neither fails.
 *
 * @param isGood whether the folder there now is as good as the new one; it is then kept, because
 * another process may be reading it already
 * @throws what `fill` throws, and then leaves nothing behind.
 */
export async function replaceFolder(
  folder: string,
  fill: (temporary: string) => Promise<void>,
  isGood: () => Promise<boolean> = async () => false,
): Promise<void> {
  await withTemporaryFolder(folder, async (temporary) => {
    await fill(temporary);
    await moveOver(temporary, folder, isGood);
  });
}

// rename() refuses to replace a folder that is not empty, so the old one is moved away first. A
// process that gets in between the two steps makes the second one fail, and the loop tries again.
async function moveOver(
  temporary: string,
  folder: string,
  isGood: () => Promise<boolean>,
): Promise<void> {
  for (let attempts = 20; ; attempts -= 1) {
    try {
      return await rename(temporary, folder);
    } catch (error) {
      if (attempts === 0) throw error;
    }
    if (await isGood()) return;
    const old = setAsidePath(folder);
    await rename(folder, old).catch(() => undefined);
    await rm(old, { recursive: true, force: true });
  }
}
