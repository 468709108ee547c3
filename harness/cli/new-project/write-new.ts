import { lstatSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import { makeFolder } from '../../cassette/store/make-folder.ts';
import { HarnessError } from '../../errors.ts';

/** A file of a new project. */
export interface NewFile {
  /** Relative to the working folder. */
  readonly path: string;
  readonly text: string;
}

/**
 * Writes the files of a new project, none of them in place of another file.
 *
 * @throws HarnessError `usage` if one of them is there already; nothing is written then.
 */
export function writeNew(files: readonly NewFile[]): void {
  const taken = files.filter(({ path }) => lstatSync(path, { throwIfNoEntry: false }));
  const [first, ...others] = taken.map(({ path }) => path);
  if (first !== undefined) throw isThere(first, others);
  for (const { path, text } of files) {
    try {
      makeFolder(dirname(path));
      writeFileSync(path, text, { flag: 'wx' });
    } catch (cause) {
      throw fileFailure('write', path, cause);
    }
  }
}

function isThere(file: string, others: readonly string[]): HarnessError {
  const also = others.length === 0 ? '' : `, and so ${others.length === 1 ? 'does' : 'do'} `;
  return new HarnessError({
    code: 'usage',
    problem: `Failed to write the project: the file exists already${also}${others.join(', ')}`,
    next: 'Move it away, or write the project by hand; nothing was written.',
    file,
  });
}
