import { HarnessError } from '../../errors.ts';

/** An error in the command line. `reason` has no full stop, `next` has one. */
export function usageError(reason: string, next = 'See `spintape --help`.'): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to read the command line: ${reason}`,
    next,
  });
}
