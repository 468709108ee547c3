import { HarnessError, type HarnessErrorCode } from '../../harness/errors.ts';

/** The form of a clear error in a format. */
export interface Clarity {
  readonly path: string;
  /** The codes of bad input that the format's reader gives. */
  readonly codes: readonly HarnessErrorCode[];
  /** Problems of the whole file, which have no line. */
  readonly ofWholeFile: RegExp;
}

/** Whether an error names the problem, the file, the place, and the next step. */
export function isClearRefusal(error: unknown, { path, codes, ofWholeFile }: Clarity): boolean {
  if (!(error instanceof HarnessError)) return false;
  const { code, problem, next, file, line } = error;
  const hasPlace = line !== undefined ? line >= 1 : ofWholeFile.test(problem);
  const isWorded = /^Failed to \w+.*: .+[^.]$/s.test(problem) && /[.?]$/.test(next);
  // The engine's own errors do not help users.
  const isOurs = !/call stack|of undefined|\[object |is not a function/i.test(problem);
  return codes.includes(code) && hasPlace && isWorded && isOurs && file === path;
}
