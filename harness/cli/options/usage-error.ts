import { HarnessError, plainFailure } from '../../errors.ts';

const SEE_OVERVIEW = 'See `spintape --help`.';

/** An error in the command line. `reason` has no full stop, `next` has one. */
export function usageError(reason: string, next = SEE_OVERVIEW): HarnessError {
  return new HarnessError({
    code: 'usage',
    problem: `Failed to read the command line: ${reason}`,
    next,
  });
}

/** What a command threw; where that only refers to the help, to the help of this command. */
export function withHelpOf(command: string, error: unknown): unknown {
  if (!(error instanceof HarnessError) || error.next !== SEE_OVERVIEW) return error;
  const next = `See \`spintape ${command} --help\`.`;
  return new HarnessError({ ...plainFailure(error), next, cause: error });
}
