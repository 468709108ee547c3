import { HarnessError } from '../errors.ts';
import type { CassetteEntry, CassetteFile, CassetteHeader } from './cassette-file.ts';
import { readEntry } from './entry-grammar.ts';
import { readHeader } from './header-grammar.ts';
import { yamlDocuments } from './yaml-documents.ts';

/** The largest text that is read unless the caller says otherwise, in UTF-16 code units: 64 Mi. */
export const SIZE_LIMIT = 64 * 1024 * 1024;

/**
 * Reads a scenario or cassette. `file` names it in messages. Nothing is repaired or ignored: what
 * the grammar does not know is a fault.
 *
 * @throws HarnessError `cassette-invalid` with file, line and next step at the first fault;
 * `cassette-newer` for a later format.
 */
export function parseCassette(
  text: string,
  file: string,
  { sizeLimit = SIZE_LIMIT }: { sizeLimit?: number } = {},
): CassetteFile {
  if (text.length > sizeLimit) throw tooLarge(file, sizeLimit);
  let header: CassetteHeader | undefined;
  const entries: CassetteEntry[] = [];
  for (const node of yamlDocuments(text, file)) {
    if (header === undefined) header = readHeader(node);
    else entries.push(readEntry(node));
  }
  if (header === undefined) throw empty(file);
  return { header, entries };
}

/** What could be read of a recording; `isTorn` says that its end was lost. */
export interface ReadableInteractions extends CassetteFile {
  readonly isTorn: boolean;
}

/**
 * Reads the recording of a recorder that may have been killed: everything up to the last whole
 * interaction. A recorder writes the line `---` after the document that it begins, so an unfinished
 * one stands behind NUL characters; a file that was cut off by other means loses its last document
 * when that no longer parses.
 *
 * @throws HarnessError as {@link parseCassette}, for faults before the last document.
 */
export function readableInteractions(text: string, file: string): ReadableInteractions {
  const hole = text.indexOf('\0');
  const whole = hole < 0 ? text : text.slice(0, hole);
  try {
    return { ...parseCassette(whole, file), isTorn: hole >= 0 };
  } catch (error) {
    const lastDocument = whole.lastIndexOf('\n---\n') + 1;
    if (!(error instanceof HarnessError) || lastDocument === 0) throw error;
    return { ...parseCassette(whole.slice(0, lastDocument), file), isTorn: true };
  }
}

function tooLarge(file: string, sizeLimit: number): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read the cassette: it is longer than ${sizeLimit} characters`,
    next: 'Split it into several files.',
    file,
  });
}

function empty(file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to read the cassette: it is empty',
    next: 'Begin it with spintape: 1 and a name.',
    file,
    line: 1,
  });
}
