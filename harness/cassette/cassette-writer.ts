import { Buffer } from 'node:buffer';
import { closeSync, ftruncateSync, openSync, rmSync, writeSync } from 'node:fs';
import { invariant } from '../errors.ts';
import { writeBodies } from './body-folder.ts';
import type { CassetteEntry, CassetteHeader } from './cassette-file.ts';
import { fileFailure } from './file-failure.ts';
import { largeBodies } from './large-bodies.ts';
import { placeExclusively } from './place-file.ts';
import { DIVIDER, printEntry, printHeader } from './print-cassette.ts';
import { schemaReference } from './schema-reference.ts';
import { writeTemporary } from './write-temporary.ts';

/**
 * Writes a cassette while it is being recorded, interaction by interaction.
 *
 * The file must not exist yet; it appears under its name together with its whole header, in one
 * step that only one recorder can win. So no two recorders ever write one file, and no lock can be
 * left behind. An interaction is written behind a gap of four bytes first, and the divider that
 * belongs into the gap last: until then readers see NUL characters there, and know that what
 * follows is unfinished (`readableInteractions`). A new file ends with such a gap, so that a killed
 * recorder leaves no header alone, which would be a cassette without calls.
 */
export class CassetteWriter {
  readonly path: string;
  #descriptor: number | undefined;
  #size: number;

  private constructor(path: string, descriptor: number, size: number) {
    this.path = path;
    this.#descriptor = descriptor;
    this.#size = size;
  }

  /**
   * Creates the file with its header. Missing folders are made.
   *
   * @throws HarnessError `unreadable` when the file exists or cannot be written.
   */
  static create(path: string, header: CassetteHeader): CassetteWriter {
    const text = printHeader(header, schemaReference(path));
    try {
      const temporary = writeTemporary(path, text + '\0'.repeat(DIVIDER.length));
      try {
        placeExclusively(temporary, path);
      } finally {
        rmSync(temporary, { force: true });
      }
      return new CassetteWriter(path, openSync(path, 'r+'), Buffer.byteLength(text));
    } catch (cause) {
      throw fileFailure('create', path, cause);
    }
  }

  /**
   * Adds an interaction; when this returns, it survives the death of the process.
   *
   * @throws HarnessError `unreadable`; the file then ends with the interaction before.
   */
  append(entry: Omit<CassetteEntry, 'line'>): void {
    const descriptor = this.#descriptor;
    invariant(descriptor !== undefined, 'a closed cassette is written');
    const bytes = Buffer.from(printEntry(entry));
    const gap = DIVIDER.length;
    try {
      writeBodies(this.path, largeBodies([entry]));
      writeAll(descriptor, bytes.subarray(gap), this.#size + gap);
      writeAll(descriptor, bytes.subarray(0, gap), this.#size);
    } catch (cause) {
      ftruncateSync(descriptor, this.#size);
      throw fileFailure('write', this.path, cause);
    }
    this.#size += bytes.length;
  }

  /** Ends a recording that has no interaction, and removes its file. */
  discard(): void {
    this.close();
    rmSync(this.path, { force: true });
  }

  /** Ends the recording. Closing twice is no error. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array, position: number): void {
  let written = 0;
  while (written < bytes.length) {
    const rest = bytes.length - written;
    written += writeSync(descriptor, bytes, written, rest, position + written);
  }
}
