import { SIZE_LIMIT, tooLarge } from '../cassette/parse-cassette.ts';
import { decodeText } from '../cassette/store/decode-text.ts';
import { fileFailure } from '../cassette/store/file-failure.ts';
import { HarnessError } from '../errors.ts';
import { readFileWithin } from '../read-file.ts';

/**
 * The text of a file that somebody named.
 *
 * @param subject what the file is, for messages
 * @throws HarnessError `not-found`, `unreadable`, or `cassette-invalid` when it is not UTF-8 or
 * too large.
 */
export function readText(path: string, subject: string): string {
  return decodeText(readBytes(path, subject), path, subject);
}

function readBytes(path: string, subject: string): Uint8Array {
  try {
    return readFileWithin(path, {
      bytes: SIZE_LIMIT,
      tooLarge: () => tooLarge(path, SIZE_LIMIT, subject),
    });
  } catch (cause) {
    if (cause instanceof HarnessError) throw cause;
    throw fileFailure('read', path, cause);
  }
}
