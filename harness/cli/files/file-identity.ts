import {
  type BigIntStats,
  fstatSync,
  lstatSync,
  readlinkSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** What a path leads to, whatever the path is called. */
export interface FoundFile {
  /** The same for two paths, or a path and a descriptor, exactly when they lead to one file. */
  readonly key: string;
  readonly kind: 'file' | 'folder' | 'stream' | 'other';
  /** Whether many may have it open without harm: a terminal, `/dev/null`. */
  readonly isShared: boolean;
}

/**
 * What a path leads to, through symbolic links; undefined where there is nothing.
 *
 * @throws the system's error, for a path that it does not follow.
 */
export function fileAt(path: string): FoundFile | undefined {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found && foundFile(found);
}

/** What a descriptor of this process was opened on; undefined for one that is closed. */
export function fileOf(descriptor: number): FoundFile | undefined {
  try {
    return foundFile(fstatSync(descriptor, { bigint: true }));
  } catch {
    return undefined;
  }
}

/** As {@link FoundFile.key}, also where there is nothing yet: then the place in its folder. */
export function keyOf(path: string): string {
  const found = quietly(() => fileAt(path));
  if (found !== undefined) return found.key;
  const folder = dirname(resolve(path));
  return join(quietly(() => realpathSync(folder)) ?? folder, basename(path));
}

/** Whether a path is a symbolic link, be it one that leads nowhere. */
export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

/**
 * The descriptor of this process that a path names, such as 1 for `/dev/stdout`; undefined for any
 * other path. Opened anew, such a path would begin its file from the start.
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
