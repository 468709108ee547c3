import type { HarnessError } from '../errors.ts';
import type { FileFault } from '../report/replay-report.ts';
import { shownPath } from './shown-path.ts';

/** What an error says, for a report. */
export function faultOf({ code, problem, next, file, line }: HarnessError): FileFault {
  return { code, problem, next, file: file === undefined ? undefined : shownPath(file), line };
}
