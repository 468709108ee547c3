import type { LawOutcome } from '../runner/check-law.ts';

/** How the check of a law can end. */
export type LawVerdict = 'holds' | 'breach' | 'error' | 'cut-short' | 'not-run';

/** How the check of a law ended. */
export function verdictOf({ violation, error, isCut, runs }: LawOutcome): LawVerdict {
  if (violation !== undefined) return 'breach';
  if (error !== undefined) return 'error';
  if (runs === 0) return 'not-run';
  return isCut ? 'cut-short' : 'holds';
}
