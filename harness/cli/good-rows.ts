import { closeSync, openSync, writeSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileFailure } from '../cassette/file-failure.ts';
import { usageError } from './options.ts';

/** Where rows that reproduce are written to. */
export interface GoodRows {
  write(text: string | undefined): void;
  close(): void;
}

/**
 * Opens the file of `--write-good`; what was in it is gone.
 *
 * @param rows the files that are read, none of which it may be
 * @throws HarnessError `usage` or `unreadable`.
 */
export function openGoodRows(path: string | undefined, rows: readonly string[]): GoodRows {
  if (path === undefined) return { write: () => undefined, close: () => undefined };
  if (rows.some((file) => resolve(file) === resolve(path))) {
    throw usageError('--write-good names the file that is read');
  }
  const guarded = <Result>(act: () => Result): Result => {
    try {
      return act();
    } catch (cause) {
      throw fileFailure('write', path, cause);
    }
  };
  const descriptor = guarded(() => openSync(path, 'w'));
  return {
    write: (text = '') => guarded(() => writeSync(descriptor, `${text}\n`)),
    close: () => closeSync(descriptor),
  };
}
