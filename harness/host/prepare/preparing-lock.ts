import { readFile, rm, writeFile } from 'node:fs/promises';
import { systemCode } from '../../errors.ts';

/** How often a waiting process looks, in milliseconds. */
const POLL_MS = 100;
/** After so long it no longer waits; the worst is that a component is prepared twice. */
const PATIENCE_MS = 120_000;

/**
 * Runs `work` while nobody else who asks for the same lock does, in this process or another one of
 * this machine. A lock whose process has ended is taken over. A lock that cannot be made is done
 * without.
 *
 * @param path of the file that is the lock
 */
export async function withPreparingLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const isOurs = await lock(path);
  try {
    return await work();
  } finally {
    if (isOurs) await rm(path, { force: true }).catch(() => undefined);
  }
}

async function lock(path: string): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE_MS; waited += POLL_MS) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      return true;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') return false;
    }
    if (await isAbandoned(path)) await rm(path, { force: true }).catch(() => undefined);
    else await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

async function isAbandoned(path: string): Promise<boolean> {
  const text = await readFile(path, 'utf8').catch(() => '');
  // A lock that has just been made may still be empty.
  if (!/^[1-9]\d*$/.test(text)) return false;
  try {
    return !process.kill(Number(text), 0);
  } catch (error) {
    return systemCode(error) === 'ESRCH';
  }
}
