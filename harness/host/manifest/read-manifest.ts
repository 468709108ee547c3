import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HarnessError, systemCode, systemReason } from '../../errors.ts';
import type { AppManifest } from './app-manifest.ts';
import { parseManifest } from './parse-manifest.ts';

/**
 * Reads a manifest from a file, or from the spin.toml of a folder.
 *
 * @throws HarnessError `not-found` when nothing is there, `unreadable` when it cannot be read, and
 * what {@link parseManifest} throws.
 */
export async function readManifest(path: string): Promise<AppManifest> {
  let file = path;
  try {
    if ((await stat(path)).isDirectory()) file = join(path, 'spin.toml');
    return parseManifest(await readFile(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: unknown): HarnessError {
  const code = systemCode(cause);
  const absent = code === 'ENOENT' || code === 'ENOTDIR';
  const reason = absent ? 'there is no such file' : systemReason(cause);
  return new HarnessError({
    code: absent ? 'not-found' : 'unreadable',
    problem: `Failed to read the manifest: ${reason}`,
    next: 'Name a spin.toml, or a folder that holds one, with --app PATH.',
    file,
    cause,
  });
}
