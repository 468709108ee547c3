import type { PlayedFile } from '../engine/tape.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';

/**
 * The notes of files that run in parallel, to be shown in the order of the report, which does not
 * depend on which is faster.
 */
export class KeptNotes {
  readonly #notes = new Map<string, readonly CallNotes[]>();

  /** Keeps the notes of the file at a path, and gives the file back. */
  keep<File extends PlayedFile>(path: string, file: File): File {
    this.#notes.set(path, file.notes ?? []);
    return file;
  }

  show(files: ReadonlyArray<{ readonly path: string }>, show: (notes: CallNotes) => void): void {
    for (const { path } of files) for (const call of this.#notes.get(path) ?? []) show(call);
  }
}
