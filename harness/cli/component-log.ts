import { appendFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileFailure } from '../cassette/store/file-failure.ts';
import { makeFolder } from '../cassette/store/make-folder.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import { shownLines } from '../tool-call/printed-line.ts';
import type { InputFile } from './files/asked-output.ts';
import { keyOf } from './files/file-identity.ts';
import { usageError } from './options/usage-error.ts';

/**
 * The files of `--component-log`, to which lines are appended. A folder gets two files for each
 * component, with the names that they have in Spin's `--log-dir`; one file gets the lines of all
 * components, each after its component and session.
 */
export class ComponentLog {
  readonly #path: string;
  readonly #isFolder: boolean;

  /**
   * @param inputs everything that the command reads
   * @throws HarnessError `usage` for a file that is read, `unreadable` if nothing can be written.
   */
  constructor(path: string, inputs: readonly InputFile[]) {
    this.#path = path;
    this.#isFolder = isFolder(path);
    const read = inputs.find((input) => keyOf(input.path) === keyOf(path));
    if (read !== undefined) {
      throw usageError(
        `--component-log names the file that is read as ${read.what}, ${read.path}`,
        'Name another file; nothing was written.',
      );
    }
    if (this.#isFolder) this.#append([]);
    else this.#write(path, '');
  }

  /** @throws HarnessError `unreadable` if a file cannot be written. */
  append({ session, printed }: CallNotes): void {
    if (this.#isFolder) this.#append(printed);
    else this.#write(this.#path, textOf(shownLines(printed, session)));
  }

  #append(lines: CallNotes['printed']): void {
    const files = new Map<string, string[]>();
    for (const { component, stream, text } of lines) {
      const name = `${component}_${stream}.txt`;
      files.set(name, [...(files.get(name) ?? []), text]);
    }
    try {
      makeFolder(this.#path);
    } catch (cause) {
      throw fileFailure('create', this.#path, cause);
    }
    for (const [name, texts] of files) this.#write(join(this.#path, name), textOf(texts));
  }

  #write(path: string, text: string): void {
    try {
      if (!this.#isFolder) makeFolder(dirname(path));
      appendFileSync(path, text);
    } catch (cause) {
      throw fileFailure('write', path, cause);
    }
  }
}

function isFolder(path: string): boolean {
  return path.endsWith('/') || statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
