import { statSync } from 'node:fs';
import { join } from 'node:path';
import { HarnessError, systemCode, systemReason } from '../../errors.ts';
import { readFileWithin } from '../../read-file.ts';
import { decodeUtf8 } from '../../tool-call/utf8.ts';
import type { AppManifest } from './app-manifest.ts';
import { parseManifest, SIZE_LIMIT, tooLarge } from './parse-manifest.ts';

/**
 * Reads a manifest from a file, or from the spin.toml of a folder.
 *
 * @param option the option that names the path, for messages; absent if code names it
 * @throws HarnessError `not-found` when there is no file, `unreadable` when it cannot be read, and
 * what {@link parseManifest} throws.
 */
export async function readManifest(path: string, option?: string): Promise<AppManifest> {
  let file = path;
  let bytes: Uint8Array;
  try {
    if (statSync(path).isDirectory()) file = join(path, 'spin.toml');
    bytes = readFileWithin(file, {
      bytes: MOST_BYTES,
      tooLarge: () => tooLarge(file, `it is larger than ${MOST_BYTES} bytes`),
    });
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw unreadable(file, error, option);
  }
  return parseManifest(textOf(bytes, file), file);
}

/** The size of the longest text in UTF-8, with a byte order mark. */
const MOST_BYTES = 3 * SIZE_LIMIT + 3;

function textOf(bytes: Uint8Array, file: string): string {
  const text = decodeUtf8(bytes);
  if (text !== undefined) return text.replace(/^\uFEFF/, '');
  throw new HarnessError({
    code: 'manifest-invalid',
    problem: 'Failed to read the manifest: it is not UTF-8',
    next: 'Save it as UTF-8.',
    file,
  });
}

function unreadable(file: string, cause: unknown, option: string | undefined): HarnessError {
  const code = systemCode(cause);
  const absent = code === 'ENOENT' || code === 'ENOTDIR';
  const reason = absent ? 'there is no such file' : systemReason(cause);
  return new HarnessError({
    code: absent ? 'not-found' : 'unreadable',
    problem: `Failed to read the manifest: ${reason}`,
    next: `Name a spin.toml, or a folder that holds one${option ? `, with ${option} PATH` : ''}.`,
    file,
    cause,
  });
}
