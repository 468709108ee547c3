import type { Exchange, ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { sortByName } from '../response-headers.ts';
import { type NearExchange, nearestExchanges } from './nearest.ts';
import type { OutboundHttp } from './port.ts';

/** A request that no recorded exchange answers, with those that come nearest to it. */
export interface UnmatchedRequest {
  readonly request: OutboundRequest;
  readonly nearest: readonly NearExchange[];
}

/**
 * Answers requests from recorded exchanges. A request matches only one with the same method, URL,
 * headers (in any order of their names) and body; equal requests get their answers in the recorded
 * order, each answer once. Any other request is denied and remembered in `unmatched`.
 */
export class RecordedOutbound implements OutboundHttp {
  readonly #exchanges: readonly Exchange[];
  readonly #waiting = new Map<string, number[]>();
  readonly #used = new Set<number>();
  readonly #unmatched: UnmatchedRequest[] = [];

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
    for (const [index, { request }] of exchanges.entries()) {
      const key = matchKey(request);
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), index]);
    }
  }

  /** The requests that were denied, in the order in which they were sent. */
  get unmatched(): readonly UnmatchedRequest[] {
    return this.#unmatched;
  }

  /** The exchanges that were never asked for, in the recorded order. */
  unused(): Exchange[] {
    return this.#exchanges.filter((_, index) => !this.#used.has(index));
  }

  async send(request: OutboundRequest): Promise<ExchangeOutcome> {
    const index = this.#waiting.get(matchKey(request))?.shift();
    const exchange = index === undefined ? undefined : this.#exchanges[index];
    if (index === undefined || exchange === undefined) {
      const nearest = nearestExchanges(request, this.#exchanges, (used) => this.#used.has(used));
      this.#unmatched.push({ request, nearest });
      return { kind: 'error', code: 'HTTP-request-denied' };
    }
    this.#used.add(index);
    return exchange.outcome;
  }
}

function matchKey({ method, url, headers, body }: OutboundRequest): string {
  const named = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return JSON.stringify([method, url, sortByName(named), Buffer.from(body).toString('base64')]);
}
