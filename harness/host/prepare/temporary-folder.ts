import { rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';

/**
 * Makes a folder, lends it to `use`, and removes it afterwards: also when `use` throws, and when
 * the process exits meanwhile.
 *
 * @throws what `use` throws, or the error of a folder that cannot be made.
 */
export async function withTemporaryFolder<T>(
  folder: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const removeAtExit = () => rmSync(folder, { recursive: true, force: true });
  process.on('exit', removeAtExit);
  try {
    await mkdir(folder, { recursive: true });
    return await use(folder);
  } finally {
    process.off('exit', removeAtExit);
    await rm(folder, { recursive: true, force: true });
  }
}
