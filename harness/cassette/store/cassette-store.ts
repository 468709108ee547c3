import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { HarnessError, plainFailure } from '../../errors.ts';
import type { StartingWorld } from '../../world/starting-world.ts';
import type { CassetteFile } from '../cassette-file.ts';
import { largeBodies } from '../large-bodies.ts';
import { parseCassette } from '../parse-cassette.ts';
import { printCassette } from '../print-cassette.ts';
import { type ReadableInteractions, readableInteractions } from '../readable-interactions.ts';
import { hasBodies, removeBodies, storedBodies, writeBodies } from './body-folder.ts';
import { decodeText } from './decode-text.ts';
import { fileFailure } from './file-failure.ts';
import { syncFolder } from './place-file.ts';
import { readBytes } from './read-bytes.ts';
import { schemaReference } from './schema-reference.ts';
import { refuseSharedBodies } from './shared-bodies.ts';
import { writeTemporary } from './write-temporary.ts';

/**
 * Reads a scenario or cassette from disk.
 *
 * @throws HarnessError `not-found`, `unreadable`, `cassette-invalid` or `cassette-newer`.
 */
export function readCassette(path: string): CassetteFile {
  const bodies = storedBodies(path);
  return orRows(path, () => parseCassette(decodeText(readBytes(path), path), path, { bodies }));
}

/**
 * Reads the starting world of a scenario or cassette from disk; it may have no call.
 *
 * @throws HarnessError as {@link readCassette}.
 */
export function readWorldFile(path: string): StartingWorld {
  const subject = 'the world';
  const text = decodeText(readBytes(path, subject), path, subject);
  return parseCassette(text, path, { bodies: storedBodies(path), subject }).header.world;
}

/**
 * Reads a scenario from disk. A file whose header names a recorded app is read as a cassette.
 *
 * @throws HarnessError as {@link readCassette}, and `cassette-invalid` for a file without calls,
 *   and for a call with keys that only a recording can have.
 */
export function readScenario(path: string): CassetteFile {
  const bodies = storedBodies(path);
  return orRows(path, () => {
    const text = decodeText(readBytes(path, 'the scenario'), path, 'the scenario');
    return parseCassette(text, path, { bodies, scenario: true });
  });
}

/**
 * Reads a recording that may be unfinished, up to its last complete interaction.
 *
 * @throws HarnessError as {@link readCassette}, for errors before the last interaction.
 */
export function readRecording(path: string): ReadableInteractions {
  return orRows(path, () => readableInteractions(readBytes(path), path, storedBodies(path)));
}

// Whoever names a dataset here should not be advised to edit it.
function orRows<File>(path: string, read: () => File): File {
  try {
    return read();
  } catch (error) {
    const isInvalid = error instanceof HarnessError && error.code === 'cassette-invalid';
    if (!isInvalid || !/\.jsonl(?:\.gz)?$/i.test(path)) throw error;
    const next = 'Judge it with `spintape reproduce`, if it is a dataset, as its name says.';
    throw new HarnessError({ ...plainFailure(error), next, cause: error });
  }
}

/**
 * Writes a scenario or cassette atomically: a reader sees either the old or the new file, even
 * after a crash. Missing folders are created. Bodies that only the old file named are removed.
 *
 * @param write puts its text at the path
 * @throws HarnessError `unreadable`; the old file is then unchanged. `usage` for a path whose
 *   folder of large bodies belongs to another cassette.
 */
export function writeCassette(path: string, file: CassetteFile, write = writeWhole): void {
  const bodies = largeBodies(file.entries);
  refuseSharedBodies(path);
  const old = namedBodies(path).filter((digest) => !bodies.has(digest));
  try {
    writeBodies(path, bodies);
  } catch (cause) {
    throw fileFailure('write', path, cause);
  }
  write(path, printCassette(file, schemaReference(path)));
  try {
    removeBodies(path, old);
  } catch (cause) {
    throw fileFailure('write', path, cause);
  }
}

// Other files in the folder are not ours. If the old file cannot be read, its bodies are unknown.
function namedBodies(path: string): string[] {
  if (!hasBodies(path)) return [];
  const named: string[] = [];
  try {
    readableInteractions(readBytes(path), path, (digest) => {
      named.push(digest);
      return new Uint8Array();
    });
    return named;
  } catch (error) {
    if (error instanceof HarnessError) return [];
    throw error;
  }
}

/**
 * Writes a text in place of a file in the same way.
 *
 * @throws HarnessError `unreadable`.
 */
function writeWhole(path: string, text: string): void {
  try {
    const temporary = writeTemporary(path, text);
    try {
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    syncFolder(dirname(path));
  } catch (cause) {
    throw fileFailure('write', path, cause);
  }
}
