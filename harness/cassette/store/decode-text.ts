import { HarnessError } from '../../errors.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';

/**
 * The text of a file's bytes, without the byte order mark that some editors write.
 *
 * @param subject the kind of file, for messages
 * @throws HarnessError `cassette-invalid` when the bytes are not UTF-8.
 */
export function decodeText(bytes: Uint8Array, file: string, subject = 'the cassette'): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text.replace(/^\uFEFF/, '');
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to read ${subject}: it is not UTF-8`,
    next: HOLDS_BODIES.includes(subject)
      ? 'Save it as UTF-8; bytes that are not text belong in base64.'
      : 'Save it as UTF-8.',
    file,
  });
}

const HOLDS_BODIES: readonly string[] = ['the cassette', 'the scenario'];
