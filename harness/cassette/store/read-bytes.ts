import { HarnessError } from '../../errors.ts';
import { readFileWithin } from '../../read-file.ts';
import { SIZE_LIMIT, tooLarge } from '../parse-cassette.ts';
import { fileFailure } from './file-failure.ts';

/**
 * The bytes of a text file, up to the size limit of the parser.
 *
 * @param subject the kind of file, for messages. Default: the cassette.
 * @throws HarnessError `not-found` or `unreadable`, and `cassette-invalid` when it is too large.
 */
export function readBytes(path: string, subject?: string): Uint8Array {
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
