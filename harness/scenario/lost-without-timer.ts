import type { CassetteEntry } from '../cassette/cassette-file.ts';
import type { CallOutcome } from '../host/host.ts';
import { NEVER_ANSWERED } from '../host/never-answered.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Difference } from '../tool-call/verdict.ts';
import { pointer } from '../world/places.ts';

/**
 * The exchanges that are `lost-to-timer` in a scenario, if the component waited for one of them
 * without a timer: this is a mistake in the scenario, not in the component. None for any other end
 * of a call.
 *
 * @param unused the exchanges that the component did not request
 */
export function lostWithoutTimer(
  outcome: CallOutcome,
  { exchanges, exchangePlaces, line }: CassetteEntry,
  { step, unused }: { readonly step: number; readonly unused: readonly Exchange[] },
): Difference[] {
  if (outcome.kind !== 'failed' || !outcome.message.includes(NEVER_ANSWERED)) return [];
  return exchanges.flatMap((exchange, index) => {
    const { request, outcome: written } = exchange;
    if (written.kind !== 'lost-to-timer' || unused.includes(exchange)) return [];
    return {
      step,
      line: exchangePlaces?.get(pointer(index, 'lost-to-timer'))?.line ?? line,
      reason: outcome.reason,
      where: { in: 'exchange', method: request.method, url: request.url },
      recorded: `lost to a timer of ${written.afterMs} ms`,
      actual: NO_TIMER,
    };
  });
}

const NO_TIMER =
  'the component waits for the answer without a timer; ' +
  'write error: connection-read-timeout, or a response';
