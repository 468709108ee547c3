import type { CallCheck, RecordedCall } from '../difference/call-check.ts';
import type { Unreproducible } from '../tool-call/interaction.ts';
import type { LiveCall } from './live-run.ts';

/**
 * Replays a call that was just recorded, where recordings are checked at all. Undefined when it
 * reproduces, and when there is nothing to check.
 */
export async function checkCall(
  check: CallCheck | undefined,
  { outcome, interaction, start, reads }: LiveCall,
  place: Pick<RecordedCall, 'ordinal' | 'seed' | 'replayed'>,
): Promise<Unreproducible | undefined> {
  if (check === undefined || interaction === undefined || outcome.kind !== 'answered') {
    return undefined;
  }
  const { elapsedMs } = outcome;
  return await check({ interaction, start, elapsedMs, reads, ...place });
}
