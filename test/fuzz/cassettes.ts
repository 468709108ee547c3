import { isDeepStrictEqual } from 'node:util';
import { readCassette } from '../../harness/cassette/cassette-store.ts';
import { parseCassette } from '../../harness/cassette/parse-cassette.ts';
import { printCassette } from '../../harness/cassette/print-cassette.ts';
import { HarnessError } from '../../harness/errors.ts';
import { withoutLines } from '../../properties/models/cassette-value.ts';

/** What became of a file: it was read, or refused with a clear error. */
export type Reading = 'read' | 'refused';

/**
 * Reads the file at a path.
 *
 * @throws whatever is no clear error, and an Error when what was read is not printed and read back
 * as the same value in the same text.
 */
export function reading(path: string): Reading {
  const file = read(path);
  if (file === undefined) return 'refused';
  const printed = printCassette(file, 'schema.json');
  const again = parseCassette(printed, path);
  if (!isDeepStrictEqual(withoutLines(again), withoutLines(file))) {
    throw new Error('what is printed is read as another value');
  }
  if (printCassette(again, 'schema.json') !== printed) {
    throw new Error('what is printed and read is printed otherwise');
  }
  return 'read';
}

function read(path: string) {
  try {
    return readCassette(path);
  } catch (error) {
    if (error instanceof HarnessError && isClear(error, path)) return undefined;
    throw error;
  }
}

// A file that is empty, too large or no UTF-8 has no line at fault.
function isClear({ code, problem, next, file, line }: HarnessError, path: string): boolean {
  const isOfFile = code === 'cassette-invalid' || code === 'cassette-newer';
  const hasPlace = line !== undefined ? line >= 1 : /is not UTF-8|is larger than/.test(problem);
  const isWorded = /^Failed to read the cassette: .+[^.]$/s.test(problem) && /[.?]$/.test(next);
  return isOfFile && hasPlace && isWorded && file === path;
}
