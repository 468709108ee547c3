import { Buffer } from 'node:buffer';
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
 * A file that this process alone writes, opened by its name for each change, so that thousands cost
 * no descriptor. It is known again by its length, its last bytes and its inode; whoever changes,
 * moves, replaces or removes it is noticed before anything is written.
 */
export class OwnFile {
  readonly path: string;
  #known: Fingerprint;
  #isLost = false;

  /** @param path of a file that was just created */
  constructor(path: string) {
    this.path = path;
    const descriptor = openSync(path, 'r');
    try {
      this.#known = fingerprint(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }

  /** Whether another file, or none, was found in its place. */
  get isLost(): boolean {
    return this.#isLost;
  }

  /**
   * Opens the file for a change.
   *
   * @throws HarnessError `unreadable` when it is not there any more, before the change or after it;
   * errors of the system as they are.
   */
  change(action: (descriptor: number) => void): void {
    const descriptor = this.#open();
    try {
      if (!isSame(this.#known, fingerprint(descriptor))) throw this.#lost();
      try {
        action(descriptor);
      } finally {
        this.#known = fingerprint(descriptor);
      }
      const { nlink } = fstatSync(descriptor);
      if (nlink === 0 || !leadsTo(this.path, this.#known)) throw this.#lost();
    } finally {
      closeSync(descriptor);
    }
  }

  #open(): number {
    try {
      // A link or a pipe that somebody put there is not opened.
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
      next: 'Leave the files of a service that records alone; later calls go to another file.',
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

/** How many bytes of its end a file is known by. */
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

function isSame(known: Fingerprint, found: Fingerprint): boolean {
  return (
    known.stats.size === found.stats.size &&
    known.tail.equals(found.tail) &&
    isSameInode(known.stats, found.stats)
  );
}

// Some network file systems give a file another number whenever it is opened; none of them changes
// its time as well.
function isSameInode(known: BigIntStats, found: BigIntStats): boolean {
  const isSameNumber = known.ino === found.ino && known.dev === found.dev;
  return isSameNumber || known.mtimeNs === found.mtimeNs;
}

function leadsTo(path: string, { stats }: Fingerprint): boolean {
  const found = lstatSync(path, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() === true && isSameInode(stats, found);
}
