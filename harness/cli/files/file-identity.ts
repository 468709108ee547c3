import {
  type BigIntStats,
  fstatSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The file that a path leads to. */
export interface FoundFile {
  /** The same for two paths, or a path and a descriptor, exactly when they lead to one file. */
  readonly key: string;
  readonly kind: 'file' | 'folder' | 'stream' | 'other';
  /** Whether it may be read and written at once without harm: a terminal, `/dev/null`. */
  readonly isShared: boolean;
}

/**
 * The file that a path leads to, through symbolic links; undefined if there is none.
 *
 * @throws the system's error for a path that it cannot follow.
 */
export function fileAt(path: string): FoundFile | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && foundFile(found);
}

/** The open file of a descriptor of this process; undefined if it is closed. */
export function fileOf(descriptor: number): FoundFile | undefined {
  try {
    return foundFile(fstatSync(descriptor, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** As {@link FoundFile.key}; for a file that does not exist yet, its path in the real folder. */
export function keyOf(path: string): string {
  const found = quietly(() => fileAt(path));
  if (found !== undefined) return found.key;
  const folder = dirname(resolve(path));
  return join(quietly(() => realpathSync(folder)) ?? folder, basename(path));
}

/** Whether a path is a symbolic link, even a broken one. */
export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/**
 * The descriptor of this process that a path names, such as 1 for `/dev/stdout`; undefined for any
 * other path. Opening such a path again would start at the beginning of its file.
 */
export function descriptorNamed(path: string): number | undefined {
  let followed = resolve(path);
  for (let links = 0; links < MOST_LINKS; links += 1) {
    const [, stream, number] = DESCRIPTOR.exec(followed) ?? [];
    if (stream !== undefined) return STREAMS.indexOf(stream);
    if (number !== undefined) return Number(number);
    const link = quietly(() => readlinkSync(followed));
    if (link === undefined) return undefined;
    followed = resolve(dirname(followed), link);
  }
  return undefined;
}

const MOST_LINKS = 40;
const STREAMS = ['stdin', 'stdout', 'stderr'];
const DESCRIPTOR =
  /^(?:\/dev\/(stdin|stdout|stderr)|(?:\/dev|\/proc\/(?:self|thread-self))\/fd\/(\d+))$/;

function foundFile(found: BigIntStats): FoundFile {
  const isStream = found.isFIFO() || found.isCharacterDevice() || found.isSocket();
  const kinds = { file: found.isFile(), folder: found.isDirectory(), stream: isStream };
  const [kind] = Object.entries(kinds).find(([, is]) => is) ?? ['other'];
  const isShared = found.isCharacterDevice();
  return { key: `${found.dev}:${found.ino}`, kind: kind as FoundFile['kind'], isShared };
}

function quietly<Result>(act: () => Result): Result | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
