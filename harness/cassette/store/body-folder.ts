import {
  existsSync,
  lstatSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { systemCode, systemReason } from '../../errors.ts';
import { readFileWithin } from '../../read-file.ts';
import { bodyDigest } from '../large-bodies.ts';
import type { BodyFault } from '../yaml/yaml-node.ts';
import { writeTemporary } from './write-temporary.ts';

/**
 * The folder next to a cassette that holds its large bodies: `a.bodies` for `a.yaml`. Each file has
 * the exact bytes of a body and is named by their digest, so equal bodies share a file, and merging
 * two recordings just merges the folders.
 */
function bodyFolder(cassette: string): string {
  return `${cassette.replace(/\.yaml$/, '')}.bodies`;
}

/** The files of the large bodies of a cassette, in no order. */
export function bodyFiles(cassette: string): string[] {
  const folder = bodyFolder(cassette);
  const isThere = existsSync(folder) && statSync(folder).isDirectory();
  return isThere ? readdirSync(folder).map((name) => join(folder, name)) : [];
}

/** Gives the bodies of a cassette by digest, each read once, or the reason why it is missing. */
export function storedBodies(cassette: string): (digest: string) => Uint8Array | BodyFault {
  const known = new Map<string, Uint8Array | BodyFault>();
  return (digest) => {
    const body = known.get(digest) ?? readBody(join(bodyFolder(cassette), digest), digest);
    known.set(digest, body);
    return body;
  };
}

/**
 * Writes bodies, before the text that names them: a process that dies in between leaves an unused
 * file, but never a cassette without its body.
 */
export function writeBodies(cassette: string, bodies: ReadonlyMap<string, Uint8Array>): void {
  if (bodies.size === 0) return;
  const folder = bodyFolder(cassette);
  // Git may change the ends of lines, and no other digest would match then.
  if (!existsSync(join(folder, ATTRIBUTES))) writeWhole(folder, ATTRIBUTES, '* -text\n');
  for (const [digest, body] of bodies) {
    const isThere = readBody(join(folder, digest), digest) instanceof Uint8Array;
    if (!isThere) writeWhole(folder, digest, body);
  }
}

/** Whether a cassette may have bodies of its own. */
export function hasBodies(cassette: string): boolean {
  return isFolder(bodyFolder(cassette));
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** The path of the first of these bodies that does not exist. */
export function missingBody(cassette: string, digests: Iterable<string>): string | undefined {
  const folder = bodyFolder(cassette);
  return [...digests].map((digest) => join(folder, digest)).find((path) => !existsSync(path));
}

/**
 * Removes bodies of a cassette, and the folder when it is empty. If the folder is a link, nothing
 * is removed, because its target may belong to others.
 */
export function removeBodies(cassette: string, digests: readonly string[]): void {
  const folder = bodyFolder(cassette);
  if (digests.length === 0 || !isFolder(folder)) return;
  for (const digest of digests) rmSync(join(folder, digest), { force: true });
  const rest = readdirSync(folder);
  if (rest.length !== 1 || rest[0] !== ATTRIBUTES) return;
  rmSync(join(folder, ATTRIBUTES));
  rmdirSync(folder);
}

const ATTRIBUTES = '.gitattributes';
/** As much as a component can hold to answer with. */
const LIMIT = {
  bytes: 256 * 1024 * 1024,
  tooLarge: () => new Error('it is larger than 268435456 bytes'),
};

function writeWhole(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  const temporary = writeTemporary(path, content);
  try {
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function readBody(path: string, digest: string): Uint8Array | BodyFault {
  let body: Uint8Array;
  try {
    body = new Uint8Array(readFileWithin(path, LIMIT));
  } catch (error) {
    const isMissing = systemCode(error) === 'ENOENT';
    return {
      reason: isMissing
        ? `the body ${path} is missing`
        : `the body ${path} cannot be read: ${systemReason(error)}`,
      next: 'Put the file back, which belongs to the cassette, or record the cassette again.',
    };
  }
  if (bodyDigest(body) === digest) return body;
  return {
    reason: `the body ${path} was changed: its SHA-256 is not its name`,
    next: 'Restore the file as it was recorded, ends of lines too, or record the cassette again.',
  };
}
