import type { Stats } from 'node:fs';
import { chmod, lstat, mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, parse, resolve } from 'node:path';
import { HarnessError, systemCode, systemReason } from '../../errors.ts';

const WRITABLE_BY_GROUP = 0o020;
const WRITABLE_BY_ALL = 0o002;
const STICKY = 0o1000;

/**
 * Makes a folder that only this user can read and write, or checks an existing one: it is a folder
 * and not a symbolic link, it belongs to this user, and nobody else can write to it or replace it.
 * So everything in it was put there by this user. Systems without numeric user ids (Windows)
 * protect a user's folders from other users by themselves.
 *
 * @throws HarnessError `unreadable` when it cannot be made or cannot be trusted.
 */
export async function privateFolder(path: string): Promise<void> {
  const folder = resolve(path);
  try {
    await mkdir(dirname(folder), { recursive: true });
    await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') throw error;
    });
    const found = await lstat(folder);
    if (found.isSymbolicLink()) throw untrusted(path, 'it is a symbolic link');
    if (!found.isDirectory()) throw untrusted(path, 'it is a file');
    const me = process.getuid?.();
    if (me === undefined) return;
    if (found.uid !== me) throw untrusted(path, 'it belongs to another user');
    if (isOpenToOthers(found)) throw untrusted(path, 'other users can write to it');
    await refuseOpenParents(dirname(folder), me);
    // Earlier versions made it with the permissions of the umask.
    if ((found.mode & 0o077) !== 0) await chmod(folder, 0o700);
  } catch (cause) {
    throw cause instanceof HarnessError ? cause : untrusted(path, systemReason(cause), cause);
  }
}

/** Whether anybody but its owner and root can write into a folder. */
function isOpenToOthers({ mode, uid, gid }: Stats): boolean {
  if ((mode & WRITABLE_BY_ALL) !== 0) return true;
  // Many systems give each user a group with the same number and no other members.
  return (mode & WRITABLE_BY_GROUP) !== 0 && gid !== uid;
}

// In a folder with the sticky bit, such as /tmp, nobody can rename files of other users.
async function refuseOpenParents(parent: string, me: number): Promise<void> {
  const real = await realpath(parent);
  const { root } = parse(real);
  const system = (await stat(root)).uid;
  for (let at = real; ; at = dirname(at)) {
    const found = await stat(at);
    if (found.uid !== me && found.uid !== 0 && found.uid !== system) {
      throw untrusted(at, 'it belongs to another user, and the prepared components lie below it');
    }
    if (isOpenToOthers(found) && (found.mode & STICKY) === 0) {
      const reason = 'other users can write to it, and the prepared components lie below it';
      throw untrusted(at, reason);
    }
    if (at === root) return;
  }
}

function untrusted(file: string, reason: string, cause?: unknown): HarnessError {
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to use the folder for prepared components: ${reason}`,
    next: 'Remove it, or name a cache folder that only you can write in XDG_CACHE_HOME.',
    file,
    cause,
  });
}

/** Whether a path below a private folder is a file or folder of this user, and not a link. */
export async function isOwn(path: string, kind: 'file' | 'folder'): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return false;
  const isKind = kind === 'file' ? found.isFile() : found.isDirectory();
  return isKind && (process.getuid === undefined || found.uid === process.getuid());
}
