import { createHash, randomUUID } from 'node:crypto';
import { lstatSync, readdirSync, readlinkSync, rmSync, type Stats } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** A day, after which nobody is still writing what will take the place of something else. */
const ABANDONED_MS = 24 * 60 * 60 * 1000;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';

/** Names that {@link setAsidePath} makes, and no others: what bears them is nobody else's. */
const SET_ASIDE = new RegExp(
  `^\\.(?!\\.).*\\.(?<pid>[1-9]\\d*)-(?<place>[0-9a-f]{8})\\.${UUID}\\.tmp$`,
  's',
);

/**
 * A new name beside `path`, for what is written there first and takes its place when it is whole.
 * It names the process that writes, so that {@link sweepSetAside} knows what a killed one left.
 */
export function setAsidePath(path: string): string {
  const name = basename(path).replace(/^\.+/, '').slice(0, 100);
  const writer = `${process.pid}-${thisPlace()}`;
  return join(dirname(path), `.${name}.${writer}.${randomUUID()}.tmp`);
}

/**
 * Removes what killed processes set aside in a folder: files, or the folders of a place where
 * nobody but Spintape makes any. A name must be of our own form, what bears it of the kind that is
 * looked for (no symbolic link), and of our user; its writer must be a process of this machine that
 * has ended, or, where that cannot be known, a day must have passed. What cannot be removed stays:
 * a leftover is not a reason to refuse work.
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
      // Somebody else has removed it, or may and we may not.
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
    // A process of somebody else is running, too.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}

let place: string | undefined;

// Process numbers mean something on one machine, and inside one container of it.
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
