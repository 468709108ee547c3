import { decodeText } from '../cassette/store/decode-text.ts';
import { readBytes } from '../cassette/store/read-bytes.ts';

/**
 * The text of a file that the user named.
 *
 * @param subject what the file is, for messages
 * @throws HarnessError `not-found`, `unreadable`, or `cassette-invalid` when it is not UTF-8 or
 * too large.
 */
export function readText(path: string, subject: string): string {
  return decodeText(readBytes(path, subject), path, subject);
}
