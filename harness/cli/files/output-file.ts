import {
  closeSync,
  existsSync,
  fchmodSync,
  fsyncSync,
  lstatSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import { placeExclusively, syncFolder } from '../../cassette/store/place-file.ts';
import { temporaryPath } from '../../cassette/store/write-temporary.ts';
import { HarnessError, systemCode, systemReason } from '../../errors.ts';
import type { AskedOutput } from './asked-output.ts';
import { isLink, keyOf } from './file-identity.ts';

/** How a file is written, after it was checked. */
interface Claim {
  readonly output: AskedOutput;
  /** The path that finally gets the file. */
  readonly place: string;
  /** Whether writing has its effect at once: for a pipe, a device, a stream of this process. */
  readonly isStream: boolean;
  /** What was at that path when it was checked. */
  readonly before: string | undefined;
  /** The files that the command reads, by their keys. */
  readonly read: ReadonlyMap<string, unknown>;
  readonly descriptor: number | undefined;
}

/**
 * A file that a command writes. It is written to a temporary file, which takes its place when it is
 * complete. Until then, and if the command fails, an existing file is not changed.
 */
export class OutputFile {
  readonly #claim: Claim;
  #aside: { readonly path: string; readonly descriptor: number } | undefined;
  #stream: number | undefined;

  constructor(claim: Claim) {
    this.#claim = claim;
  }

  /** As the user named it. */
  get path(): string {
    return this.#claim.output.path;
  }

  /** Whether it is a pipe or a device, which cannot have other files next to it. */
  get isStream(): boolean {
    return this.#claim.isStream;
  }

  /**
   * Adds a text.
   *
   * @throws HarnessError `unreadable`.
   */
  write(text: string): void {
    const { descriptor, isStream } = this.#claim;
    // Through the process's streams, so that the order is right; without escapes, because it is
    // data.
    if (isStream && descriptor === 1) process.stdout.write(text);
    else if (isStream && descriptor === 2) process.stderr.write(text);
    else this.#guarded(() => writeAll(this.#opened(), Buffer.from(text)));
  }

  /**
   * Puts the written file in its place.
   *
   * @throws HarnessError `unreadable`. A file that another process has put there in the meantime is
   * not replaced: the written one is then kept next to it, and the error says where.
   */
  finish(): void {
    const { isStream, place } = this.#claim;
    if (isStream) {
      this.discard();
      return;
    }
    this.#guarded(() => this.#opened());
    const aside = this.#aside;
    if (aside === undefined) return;
    const { isOneOfMany = false } = this.#claim.output;
    if (!isOneOfMany) this.#guarded(() => fsyncSync(aside.descriptor));
    closeSync(aside.descriptor);
    this.#aside = undefined;
    try {
      this.#place(aside.path);
    } catch (cause) {
      throw this.#notPlaced(aside.path, cause);
    }
    if (!isOneOfMany) syncFolder(dirname(place));
  }

  /** Removes the unfinished file; after {@link finish} there is none. */
  discard(): void {
    if (this.#stream !== undefined) closeSync(this.#stream);
    this.#stream = undefined;
    if (this.#aside === undefined) return;
    closeSync(this.#aside.descriptor);
    rmSync(this.#aside.path, { force: true });
    this.#aside = undefined;
  }

  #opened(): number {
    const { place, isStream, descriptor } = this.#claim;
    if (isStream) {
      // An open file is continued through its descriptor; pipes may be opened again.
      const isOpenFile = descriptor !== undefined && statSync(place).isFile();
      if (isOpenFile) return descriptor;
      this.#stream ??= openSync(place, 'w');
      return this.#stream;
    }
    if (this.#aside === undefined) {
      const path = temporaryPath(place);
      this.#aside = { path, descriptor: openSync(path, 'wx') };
      const replaced = lstatSync(place, { throwIfNoEntry: false });
      if (replaced?.isFile() === true) fchmodSync(this.#aside.descriptor, replaced.mode & 0o777);
    }
    return this.#aside.descriptor;
  }

  #place(aside: string): void {
    const { output, place, read } = this.#claim;
    if (!existsSync(place) && !isLink(place)) {
      placeExclusively(aside, place);
      rmSync(aside);
      return;
    }
    const mayBeReplaced = output.isForced || this.#isUnchanged();
    if (!mayBeReplaced || read.has(keyOf(place))) {
      throw Object.assign(new Error('EEXIST'), { code: 'EEXIST' });
    }
    renameSync(aside, place);
  }

  #isUnchanged(): boolean {
    const { output, place, before } = this.#claim;
    return before !== undefined && keyOf(place) === before && output.isOwn?.(place) === true;
  }

  #notPlaced(aside: string, cause: unknown): HarnessError {
    const { output, place } = this.#claim;
    const kept = shownAside(aside, place);
    const reason =
      systemCode(cause) === 'EEXIST'
        ? 'something has come there since the command began'
        : systemReason(cause);
    return new HarnessError({
      code: 'unreadable',
      problem: `Failed to write ${output.what}: ${reason}`,
      next: `Nothing is lost: all that was to be written is in ${kept}; move it where you want it.`,
      file: output.path,
      cause,
    });
  }

  #guarded<Result>(act: () => Result): Result {
    try {
      return act();
    } catch (cause) {
      this.discard();
      throw fileFailure('write', this.path, cause);
    }
  }
}

// Nobody would find a hidden file.
function shownAside(aside: string, place: string): string {
  const kept = `${place}.kept`;
  try {
    placeExclusively(aside, kept);
    rmSync(aside);
    return kept;
  } catch {
    return aside;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    written += writeSync(descriptor, bytes, written);
  }
}
