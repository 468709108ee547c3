import { Buffer } from 'node:buffer';
import {
  closeSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats,
  statSync,
} from 'node:fs';
import { resolve } from 'node:path';

/** The code of the error for what is neither a file nor a pipe, as the system's errors have one. */
export const NOT_A_FILE = 'ERR_NOT_A_FILE';

/** How much of a file is read at most. */
export interface ReadLimit {
  readonly bytes: number;
  /** Gives the error for more. */
  readonly tooLarge: () => Error;
}

/**
 * The bytes of a file or pipe. A link of a few bytes may lead to a device that never ends, or that
 * never answers; so a path is only opened for what {@link requireReadable} takes, and no more is
 * read than the limit says, whatever size the system names.
 *
 * @throws what {@link requireReadable} throws, other errors of the system as they are, and the
 * limit's.
 */
export function readFileWithin(path: string, limit: ReadLimit): Buffer {
  const { size } = requireReadable(path);
  if (size > limit.bytes) throw limit.tooLarge();
  const descriptor = openSync(path, 'r');
  try {
    return readWithin(descriptor, limit, size);
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Makes sure that a path leads to something that can be read to its end: a file, or a pipe that the
 * path itself names. Folders, devices and sockets are refused, and links that lead from elsewhere
 * to a pipe or to a file that the kernel makes up, such as `/proc/kmsg`.
 *
 * @throws the error of the system for a path that leads nowhere, `EISDIR` for a folder, and an
 * error with the code {@link NOT_A_FILE} for anything else.
 */
export function requireReadable(path: string): Stats {
  const found = statSync(path);
  if (found.isDirectory()) throw systemError('EISDIR', 'it is a folder');
  const kind = KINDS.find(([, is]) => is(found))?.[0];
  if (kind !== undefined) throw systemError(NOT_A_FILE, `it is ${kind}, and not a file`);
  if (leadsToSystem(path, found)) {
    const what = found.isFIFO() ? 'a pipe' : 'what is not kept on a disk';
    throw systemError(NOT_A_FILE, `it is a link to ${what}`);
  }
  return found;
}

const KINDS: ReadonlyArray<readonly [string, (found: Stats) => boolean]> = [
  ['a device', (found) => found.isCharacterDevice() || found.isBlockDevice()],
  ['a socket', (found) => found.isSocket()],
];

/** Where Linux and others show what is open, and what they make up as it is read. */
const OF_SYSTEM = /^\/(?:dev|proc|sys)\//;

// Whoever names /dev/stdin or /dev/fd/63 means it; a link in somebody's folder is another matter.
function leadsToSystem(path: string, found: Stats): boolean {
  if (OF_SYSTEM.test(resolve(path))) return false;
  if (found.isFIFO()) return lstatSync(path).isSymbolicLink();
  return found.size === 0 && OF_SYSTEM.test(realpathSync(path));
}

const PIECE = 64 * 1024;

function readWithin(descriptor: number, { bytes: limit, tooLarge }: ReadLimit, size: number) {
  // One byte more than there should be, so that a file of this size is read in one piece.
  let bytes = Buffer.allocUnsafeSlow(size === 0 ? PIECE : size + 1);
  for (let length = 0; ; ) {
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, limit + 1));
    const count = readSync(descriptor, bytes, length, bytes.length - length, null);
    if (count === 0) return bytes.subarray(0, length);
    length += count;
    if (length > limit) throw tooLarge();
  }
}

function systemError(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
