import type { CallChecks, RecordedCall } from '../compare/call-check.ts';
import { HarnessError } from '../errors.ts';
import { placeText } from '../tool-call/difference-place.ts';
import type { Unreproducible } from '../tool-call/interaction.ts';
import type { LiveCall } from './live-run.ts';

/** The position of a call, in the file that is being written and in its source. */
type CheckedPlace = Pick<RecordedCall, 'ordinal' | 'seed' | 'replayed'> & {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
};

/**
 * Replays a call that was just recorded, if checks are on. Returns undefined when the call
 * reproduces or is not checked.
 *
 * @throws HarnessError `not-reproducible` for a call that computes something from a placeholder:
 *   the upstream was sent nonsense, and the replay sends something else.
 */
export async function checkCall(
  checks: CallChecks | undefined,
  { outcome, interaction, start, reads, secrets }: LiveCall,
  { file, line, ...place }: CheckedPlace,
): Promise<Unreproducible | undefined> {
  if (checks === undefined || interaction === undefined || outcome.kind !== 'answered') {
    return undefined;
  }
  if (checks.of === 'calls-with-secrets' && secrets.length === 0) return undefined;
  const { elapsedMs } = outcome;
  const checked = await checks.check({ interaction, start, elapsedMs, reads, secrets, ...place });
  if (checked === undefined || !('dependsOn' in checked)) return checked;
  const names = checked.dependsOn.join(', ');
  throw new HarnessError({
    code: 'not-reproducible',
    problem:
      'Failed to record the call: with another placeholder in place of the secret ' +
      `${names} it has another ${placeText(checked.where)}`,
    next:
      'Let the component send the secret as its variable gives it, or in Basic credentials; what ' +
      `it computes from the secret is recorded with --expose-secret ${names}.`,
    file,
    line,
  });
}
