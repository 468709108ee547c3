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

/** How a file is written that was checked. */
interface Claim {
  readonly output: AskedOutput;
  /** The path that is written in the end. */
  readonly place: string;
  /** Whether what is written goes out at once: to a pipe, a device, a stream of this process. */
  readonly isStream: boolean;
  /** What was at the place when it was checked. */
  readonly before: string | undefined;
  /** All that is read, by the key of its file. */
  readonly read: ReadonlyMap<string, unknown>;
  readonly descriptor: number | undefined;
}

/**
 * A file that a command writes. It is written aside and takes its place at the end, whole; until
 * then, and if the command fails, what was there is as it was.
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

  /** Whether it is a pipe or a device, beside which there can be no other files. */
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
    // In their order with what else is printed there, and as they are: these are data.
    if (isStream && descriptor === 1) process.stdout.write(text);
    else if (isStream && descriptor === 2) process.stderr.write(text);
    else this.#guarded(() => writeAll(this.#opened(), Buffer.from(text)));
  }

  /**
   * Puts what was written in its place.
   *
   * @throws HarnessError `unreadable`; when something else has come there in the meantime, which
   * is not replaced, what was written is beside it, and the error says where.
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

  /** Ends it without a trace; after {@link finish} there is nothing to end. */
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
      // What is open on a file is gone on with; pipes may be opened anew.
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

// A hidden file is for nobody to find.
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
