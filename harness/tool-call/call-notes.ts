import type { DeniedUse } from './denied-use.ts';
import type { PrintedLine } from './printed-line.ts';

/** What people should know of a call besides its answer; without secrets. */
export interface CallNotes {
  readonly session: string | undefined;
  /** What its components printed. */
  readonly printed: readonly PrintedLine[];
  /** What they were denied. */
  readonly denied: readonly DeniedUse[];
}
