import { Buffer } from 'node:buffer';
import { existsSync, ftruncateSync, rmSync } from 'node:fs';
import { HarnessError } from '../../errors.ts';
import type { CassetteEntry, CassetteHeader } from '../cassette-file.ts';
import { largeBodies } from '../large-bodies.ts';
import { DIVIDER, printEntry, printHeader } from '../print-cassette.ts';
import { missingBody, writeBodies } from './body-folder.ts';
import { fileFailure } from './file-failure.ts';
import { OwnFile, writeAt } from './own-file.ts';
import { placeExclusively } from './place-file.ts';
import { schemaReference } from './schema-reference.ts';
import { writeTemporary } from './write-temporary.ts';

/**
 * Writes a cassette while it is being recorded, interaction by interaction.
 *
 * The file must not exist yet; it appears under its name with its whole header, in one atomic step
 * that only one recorder can win. So two recorders never write the same file, and no lock can be
 * left behind. An interaction is first written after a gap of four bytes, and the divider is
 * written into the gap last: until then readers see NUL characters there, and know that the rest is
 * unfinished (`readableInteractions`). A new file ends with such a gap, so that a killed recorder
 * never leaves a bare header, which would be a cassette without calls.
 */
export class CassetteWriter {
  readonly path: string;
  readonly #file: OwnFile;
  /** Digests of the bodies in the folder next to the file. */
  readonly #bodies = new Set<string>();
  #size: number;
  #lacksBody = false;

  private constructor(file: OwnFile, size: number) {
    this.path = file.path;
    this.#file = file;
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
      // The attempt writes to the disk, so it is made only for a name that seems free.
      if (existsSync(path)) throw Object.assign(new Error(TAKEN), { code: 'EEXIST' });
      const temporary = writeTemporary(path, text + '\0'.repeat(DIVIDER.length));
      try {
        placeExclusively(temporary, path);
      } finally {
        rmSync(temporary, { force: true });
      }
      const settled = Buffer.from(text);
      return new CassetteWriter(new OwnFile(path, settled), settled.length);
    } catch (cause) {
      throw fileFailure('create', path, cause);
    }
  }

  /** Whether the written file is gone, so that nothing can be appended. */
  get isLost(): boolean {
    return this.#file.isLost || this.#lacksBody;
  }

  /** The size of the file in bytes, without its bodies. */
  get size(): number {
    return this.#size;
  }

  /**
   * Adds an interaction; when this returns, it survives the death of the process.
   *
   * @throws HarnessError `unreadable`; the file then ends with the interaction before, or is lost.
   */
  append(entry: Omit<CassetteEntry, 'line'>): void {
    const bytes = Buffer.from(printEntry(entry));
    const bodies = largeBodies([entry]);
    try {
      this.#requireBodies();
      this.#file.change(bytes, (descriptor) => {
        writeBodies(this.path, bodies);
        this.#write(descriptor, bytes);
      });
    } catch (cause) {
      throw cause instanceof HarnessError ? cause : fileFailure('write', this.path, cause);
    }
    this.#size += bytes.length;
    for (const digest of bodies.keys()) this.#bodies.add(digest);
  }

  /** Removes the file of a recording that has no interaction. */
  discard(): void {
    if (!this.isLost) rmSync(this.path, { force: true });
  }

  #write(descriptor: number, bytes: Uint8Array): void {
    const gap = DIVIDER.length;
    try {
      writeAt(descriptor, bytes.subarray(gap), this.#size + gap);
      writeAt(descriptor, bytes.subarray(0, gap), this.#size);
    } catch (cause) {
      ftruncateSync(descriptor, this.#size);
      throw cause;
    }
  }

  #requireBodies(): void {
    const missing = missingBody(this.path, this.#bodies);
    if (missing === undefined) return;
    this.#lacksBody = true;
    throw new HarnessError({
      code: 'unreadable',
      problem: `Failed to write the file: its body ${missing} was moved or removed`,
      next: 'Do not touch the files of a recording service; later calls go to another file.',
      file: this.path,
    });
  }
}

const TAKEN = 'EEXIST: file already exists';
