import { HarnessError, systemCode, systemReason } from '../../errors.ts';
import { exhaustion, hostFailure } from '../../exhaustion.ts';
import { NOT_A_FILE } from '../../read-file.ts';

/** The operation on a file; `list` is for folders. */
export type FileVerb = 'read' | 'write' | 'create' | 'list';

/** The error for a file or folder that the system would not let us read, write or list. */
export function fileFailure(verb: FileVerb, path: string, cause: unknown): HarnessError {
  const code = systemCode(cause);
  const reason = exhaustion(cause);
  const what = verb === 'list' ? 'folder' : 'file';
  if (reason !== undefined) return hostFailure(`${verb} the ${what} ${path}`, reason, cause);
  const isMissing = verb === 'read' && code === 'ENOENT';
  return new HarnessError({
    code: isMissing ? 'not-found' : 'unreadable',
    problem: `Failed to ${verb} the ${what}: ${systemReason(cause)}`,
    next: isMissing ? 'Check the path.' : (NEXT_STEPS[code] ?? PERMISSIONS),
    file: path,
    cause,
  });
}

const PERMISSIONS = 'Check the path and its permissions.';

const NEXT_STEPS: Readonly<Record<string, string>> = {
  EDQUOT: 'Free some space, then try again.',
  EEXIST: 'Move it away or delete it, or choose another name; nothing was written.',
  EISDIR: 'Name a file.',
  ENOSPC: 'Free some space, then try again.',
  ENOTDIR: 'Check the path.',
  [NOT_A_FILE]: 'Name a file, or a pipe by its own path.',
};
