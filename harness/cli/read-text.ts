import { readFileSync } from 'node:fs';
import { decodeText } from '../cassette/decode-text.ts';
import { fileFailure } from '../cassette/file-failure.ts';

/**
 * The text of a file that somebody named.
 *
 * @param subject what the file is, for messages
 * @throws HarnessError `not-found`, `unreadable`, or `cassette-invalid` when it is not UTF-8.
 */
export function readText(path: string, subject: string): string {
  return decodeText(readBytes(path), path, subject);
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
}
