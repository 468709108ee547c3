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

/** The error code for a path that is neither a file nor a pipe, in the style of system errors. */
export const NOT_A_FILE = 'ERR_NOT_A_FILE';

/** How much of a file is read at most. */
export interface ReadLimit {
  readonly bytes: number;
  /** Gives the error for more. */
  readonly tooLarge: () => Error;
}

/**
 * The bytes of a file or pipe. A small link may lead to a device that never ends, or never answers;
 * so a path is only opened if {@link requireReadable} accepts it, and the limit applies whatever
 * size the system reports.
 *
 * @throws what {@link requireReadable} throws, other system errors, and an error beyond the limit.
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
 * path itself names. Folders, devices and sockets are refused, and so are links from elsewhere to a
 * pipe or to a virtual file of the kernel, such as `/proc/kmsg`.
 *
 * @throws the system error for a path that does not exist, `EISDIR` for a folder, and an error with
 *   the code {@link NOT_A_FILE} for anything else.
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

/** Where Linux and other systems list open files, and provide virtual files. */
const OF_SYSTEM = /^\/(?:dev|proc|sys)\//;

// A user who passes /dev/stdin or /dev/fd/63 means it; a link in a folder may be an attack.
function leadsToSystem(path: string, found: Stats): boolean {
  if (OF_SYSTEM.test(resolve(path))) return false;
  if (found.isFIFO()) return lstatSync(path).isSymbolicLink();
  return found.size === 0 && OF_SYSTEM.test(realpathSync(path));
}

const PIECE = 64 * 1024;

function readWithin(descriptor: number, { bytes: limit, tooLarge }: ReadLimit, size: number) {
  // One byte more than the expected size, so that the file is read in one piece.
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
