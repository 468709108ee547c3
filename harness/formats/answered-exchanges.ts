import type { CassetteFile } from '../cassette/cassette-file.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import type { ConversionNotes } from './conversion-notes.ts';

/** An exchange that ended in a whole answer. */
export interface AnsweredExchange {
  readonly request: OutboundRequest;
  readonly response: HttpResponse;
  /** `step 1, exchange 2`. */
  readonly where: string;
}

/**
 * The exchanges of a cassette that formats of requests and answers can hold. Notes report the
 * others, and everything else that is lost.
 */
export function answeredExchanges(
  { entries }: CassetteFile,
  notes: ConversionNotes,
): AnsweredExchange[] {
  notes.add('all calls are left out, with their results, their state and their world');
  return entries.flatMap(({ exchanges }, entry) =>
    exchanges.flatMap(({ request, outcome }, index) => {
      const where = `step ${entry + 1}, exchange ${index + 1}`;
      const reason = unanswered(request, outcome);
      if (reason !== undefined) notes.add(`it is left out: ${reason}`, where);
      if (reason !== undefined || outcome.kind !== 'response') return [];
      if (outcome.afterMs !== undefined) notes.add('its delay is left out', where);
      if (outcome.chunks !== undefined) notes.add('the chunks of its answer are joined', where);
      return [{ request, response: outcome.response, where }];
    }),
  );
}

function unanswered({ url }: OutboundRequest, outcome: Exchange['outcome']): string | undefined {
  if (outcome.kind === 'error') return `it ended with ${outcome.code}`;
  if (outcome.kind === 'lost-to-timer') return 'a timer ended the wait for its answer';
  if (outcome.cut !== undefined) return 'its answer was cut off';
  return URL.canParse(url) && /^https?:/i.test(url) ? undefined : 'it does not have an http URL';
}
