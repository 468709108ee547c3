import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { CassetteHeader } from '../cassette/cassette-file.ts';
import { CassetteWriter } from '../cassette/store/cassette-writer.ts';
import { HarnessError } from '../errors.ts';

/**
 * Begins the cassette of a session in a folder, under a name that is free: a session may begin
 * again after its end, and the folder may hold recordings of an earlier service.
 *
 * @throws HarnessError as `CassetteWriter.create`.
 */
export function createSessionFile(
  folder: string,
  session: string | undefined,
  header: Omit<CassetteHeader, 'name'>,
): CassetteWriter {
  const slug = fileName(session);
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? slug : `${slug}-${count}`;
    try {
      return CassetteWriter.create(join(folder, `${name}.yaml`), { ...header, name });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
}

function isTaken(error: unknown): boolean {
  const cause = error instanceof HarnessError ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
}

// The id may be any string: the slug is for people, the digest makes the name unique.
function fileName(session: string | undefined): string {
  if (session === undefined) return 'shared';
  const slug = session
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  const digest = createHash('sha256').update(session).digest('hex').slice(0, 12);
  return slug === '' ? digest : `${slug}-${digest}`;
}
