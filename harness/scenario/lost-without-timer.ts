import { keptPlaces } from '../cassette/yaml/kept-places.ts';
import type { CallOutcome } from '../host/host.ts';
import { NEVER_ANSWERED } from '../host/never-answered.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Difference } from '../tool-call/verdict.ts';

/**
 * The exchanges that are `lost-to-timer` in a scenario, if the component waited for one of them
 * without a timer: this is a mistake in the scenario, not in the component. None for any other end
 * of a call.
 *
 * @param asked the exchanges that the component requested
 */
export function lostWithoutTimer(
  outcome: CallOutcome,
  asked: readonly Exchange[],
  { step, line }: { readonly step: number; readonly line: number },
): Difference[] {
  if (outcome.kind !== 'failed' || !outcome.message.includes(NEVER_ANSWERED)) return [];
  return asked.flatMap((exchange) => {
    const { request, outcome: written } = exchange;
    if (written.kind !== 'lost-to-timer') return [];
    return {
      step,
      line: keptPlaces(exchange).get('lost-to-timer')?.line ?? line,
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
