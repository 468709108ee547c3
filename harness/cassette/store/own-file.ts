import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { HarnessError, systemCode } from '../../errors.ts';

/**
 * A file that only this process writes, opened by its name for each change, so that thousands of
 * them need no descriptors. It is recognized by its length, its last bytes, its inode and its
 * times, and, if a time or the inode is different, by its whole contents. If anybody changes,
 * moves, replaces or removes it, this is detected before the next write.
 */
export class OwnFile {
  readonly path: string;
  /** The digest of the bytes that are final. */
  readonly #settled = createHash('sha256');
  #settledBytes = 0;
  #known: Fingerprint;
  #isLost = false;

  /**
   * @param path of a file that was just created @param settled its first bytes, which are final
   */
  constructor(path: string, settled: Uint8Array) {
    this.path = path;
    this.#settle(settled);
    const descriptor = openSync(path, 'r');
    try {
      this.#known = fingerprint(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Whether the file was found to be missing or replaced. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Opens the file for a change.
   *
   * @param settled the bytes that the change appends and that are final
   * @throws HarnessError `unreadable` when it is gone before or after the change; system errors are
   *   passed on.
   */
  change(settled: Uint8Array, action: (descriptor: number) => void): void {
    const descriptor = this.#open();
    try {
      if (!this.#isSame(descriptor)) throw this.#lost();
      try {
        action(descriptor);
        this.#settle(settled);
      } finally {
        this.#known = fingerprint(descriptor);
      }
      const { nlink } = fstatSync(descriptor);
      if (nlink === 0 || !leadsTo(this.path, this.#known)) throw this.#lost();
    } finally {
      closeSync(descriptor);
    }
  }

  #settle(bytes: Uint8Array): void {
    this.#settled.update(bytes);
    this.#settledBytes += bytes.length;
  }

  #isSame(descriptor: number): boolean {
    const known = this.#known;
    const found = fingerprint(descriptor);
    const { stats, tail } = known;
    if (stats.size !== found.stats.size || !tail.equals(found.tail)) return false;
    if (isUntouched(stats, found.stats)) return true;
    if (!isSameInode(stats, found.stats)) return false;
    // Somebody renamed or touched it, which is harmless, or wrote into it.
    const digest = digestOf(descriptor, this.#settledBytes);
    return digest === this.#settled.copy().digest('hex');
  }

  #open(): number {
    try {
      // A link or a pipe in its place is not opened.
      if (lstatSync(this.path).isFile()) return openSync(this.path, 'r+');
    } catch (error) {
      if (!['ENOENT', 'ENOTDIR'].includes(systemCode(error))) throw error;
    }
    throw this.#lost();
  }

  #lost(): HarnessError {
    this.#isLost = true;
    return new HarnessError({
      code: 'unreadable',
      problem: 'Failed to write the file: it was moved, removed or changed since the last call',
      next: 'Do not touch the files of a recording service; later calls go to another file.',
      file: this.path,
    });
  }
}

/** Writes all bytes at a position. */
export function writeAt(descriptor: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    const rest = bytes.length - written;
    written += writeSync(descriptor, bytes, written, rest, position + written);
  }
}

/** How many bytes at the end identify a file. */
const TAIL_BYTES = 64;

interface Fingerprint {
  readonly stats: BigIntStats;
  readonly tail: Buffer;
}

function fingerprint(descriptor: number): Fingerprint {
  const stats = fstatSync(descriptor, { bigint: true });
  const size = Number(stats.size);
  const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
  readSync(descriptor, tail, 0, tail.length, size - tail.length);
  return { stats, tail };
}

// The second of these times cannot be set.
function isUntouched(known: BigIntStats, found: BigIntStats): boolean {
  const isSameTime = known.mtimeNs === found.mtimeNs && known.ctimeNs === found.ctimeNs;
  return isSameTime && known.ino === found.ino && known.dev === found.dev;
}

// Some network file systems change a file's inode number whenever it is opened, but not its times.
function isSameInode(known: BigIntStats, found: BigIntStats): boolean {
  const isSameNumber = known.ino === found.ino && known.dev === found.dev;
  return isSameNumber || known.mtimeNs === found.mtimeNs;
}

/** So much is read of a file at a time. */
const PIECE_BYTES = 1_048_576;

function digestOf(descriptor: number, bytes: number): string {
  const hash = createHash('sha256');
  const piece = Buffer.alloc(Math.min(bytes, PIECE_BYTES));
  for (let at = 0; at < bytes; ) {
    const read = readSync(descriptor, piece, 0, Math.min(piece.length, bytes - at), at);
    if (read === 0) break;
    hash.update(piece.subarray(0, read));
    at += read;
  }
  return hash.digest('hex');
}

function leadsTo(path: string, { stats }: Fingerprint): boolean {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true && isSameInode(stats, found);
}
