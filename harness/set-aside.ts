import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, rmSync, type Stats } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A day, after which no process is still writing a temporary file. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Exactly the names that {@link setAsidePath} makes, so that matching files are ours. */
const SET_ASIDE = new RegExp(
  `^\\.(?!\\.).*\\.(?<pid>[1-9]\\d*)-(?<place>[0-9a-f]{8})\\.${UUID}\\.tmp$`,
  's',
);

/**
 * A new temporary name next to `path`, for a file that replaces it once it is complete. It contains
 * the number of the writing process, so that {@link sweepSetAside} recognizes leftovers of killed
 * ones.
 */
export function setAsidePath(path: string): string {
  const name = basename(path).replace(/^\.+/, '').slice(0, 100);
  const writer = `${process.pid}-${thisPlace()}`;
  return join(dirname(path), `.${name}.${writer}.${randomUUID()}.tmp`);
}

/**
 * Removes leftovers of killed processes in a folder: files, or folders in a place where only
 * Spintape creates any. An entry must have a name of our own form, the expected type (not a
 * symbolic link), and our user as its owner; its writer must be a process of this machine that has
 * ended, or, if that is unknown, a day must have passed. Entries that cannot be removed stay: a
 * leftover is not a reason to fail.
 */
export function sweepSetAside(folder: string, kind: 'files' | 'folders' = 'files'): void {
  for (const name of namesIn(folder)) {
    const match = SET_ASIDE.exec(name);
    if (match === null) continue;
    const { pid, place } = match.groups ?? {};
    const path = join(folder, name);
    try {
      const found = lstatSync(path);
      const isOfKind = kind === 'files' ? found.isFile() : found.isDirectory();
      if (isOfKind && isLeftover(found, place === thisPlace() ? Number(pid) : undefined)) {
        rmSync(path, { recursive: kind === 'folders', force: true });
      }
    } catch {
      // Somebody else has removed it, or we lack the permission.
    }
  }
}

function isLeftover(found: Stats, writer: number | undefined): boolean {
  if (process.getuid !== undefined && found.uid !== process.getuid()) return false;
  if (writer !== undefined && !isRunning(writer)) return true;
  const now = Date.now();
  // A container gives every run the same process number.
  const ageLimit = writer === process.pid ? process.uptime() * 1000 : ABANDONED_MS;
  return found.mtimeMs < now - ageLimit;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // A process of another user also counts as running.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

let place: string | undefined;

// Process numbers are only meaningful on one machine, and inside one container of it.
function thisPlace(): string {
  place ??= createHash('sha256')
    .update(`${hostname()}\0${pidNamespace()}`)
    .digest('hex')
    .slice(0, 8);
  return place;
}

function pidNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
