import type { HarnessError, HarnessFailure } from '../errors.ts';
import { shownPath } from './shown-path.ts';

/** An error for a report, with its file as people are shown it. */
export function shownFailure({ code, problem, next, file, line }: HarnessError): HarnessFailure {
  return { code, problem, next, file: file === undefined ? undefined : shownPath(file), line };
}
