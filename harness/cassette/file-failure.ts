import { HarnessError } from '../errors.ts';

/** The error for a file that the system would not let us read or write. */
export function fileFailure(verb: string, path: string, cause: unknown): HarnessError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  if (code === 'ENOENT' && verb === 'read') {
    return new HarnessError({
      code: 'not-found',
      problem: 'Failed to read the file: it does not exist',
      next: 'Check the path.',
      file: path,
      cause,
    });
  }
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new HarnessError({
    code: 'unreadable',
    problem: `Failed to ${verb} the file: ${reason}`,
    next: NEXT_STEPS[code] ?? 'Check the path and its permissions.',
    file: path,
    cause,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk quota is used up',
  EEXIST: 'it exists already',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EROFS: 'the file system is read-only',
};

const NEXT_STEPS: Readonly<Record<string, string>> = {
  EDQUOT: 'Free some space, then try again.',
  EEXIST: 'Move it away or delete it, or choose another name; nothing was written.',
  ENOSPC: 'Free some space, then try again.',
};
