import type { Exchange, ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { sortByName } from '../response-headers.ts';
import { type NearExchange, nearestExchanges } from './nearest.ts';
import type { OutboundHttp } from './port.ts';

/** A request that no recorded exchange answers. */
export interface UnmatchedRequest {
  readonly request: OutboundRequest;
  /** The nearest exchanges; none after the first {@link MOST_RANKED} requests. */
  readonly nearest: readonly NearExchange[];
}

/** A component may retry many times after a denial; ranking is slow, and nobody reads that much. */
const MOST_RANKED = 20;

/** Exchanges with equal requests; those before `next` are used up. */
interface Queue {
  readonly indexes: number[];
  next: number;
}

/**
 * Answers requests from recorded exchanges. A request matches only one with the same method, URL,
 * headers (in any order of their names) and body; equal requests get their answers in the recorded
 * order, each answer once. Any other request is denied and remembered in `unmatched`.
 */
export class RecordedOutbound implements OutboundHttp {
  readonly #exchanges: readonly Exchange[];
  readonly #queues = new Map<string, Queue>();
  readonly #used = new Set<number>();
  readonly #unmatched: UnmatchedRequest[] = [];

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
    for (const [index, { request }] of exchanges.entries()) {
      const key = matchKey(request);
      const queue = this.#queues.get(key);
      if (queue === undefined) this.#queues.set(key, { indexes: [index], next: 0 });
      else queue.indexes.push(index);
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

  send(request: OutboundRequest): ExchangeOutcome {
    const queue = this.#queues.get(matchKey(request));
    const index = queue?.indexes[queue.next];
    const exchange = index === undefined ? undefined : this.#exchanges[index];
    if (queue === undefined || index === undefined || exchange === undefined) {
      this.#unmatched.push({ request, nearest: this.#nearest(request) });
      return { kind: 'error', code: 'HTTP-request-denied' };
    }
    queue.next += 1;
    this.#used.add(index);
    return exchange.outcome;
  }

  #nearest(request: OutboundRequest): NearExchange[] {
    if (this.#unmatched.length >= MOST_RANKED) return [];
    return nearestExchanges(request, this.#exchanges, (index) => this.#used.has(index));
  }
}

function matchKey({ method, url, headers, body }: OutboundRequest): string {
  const named = headers.map(([name, value]) => [name.toLowerCase(), value] as const);
  return JSON.stringify([method, url, sortByName(named), Buffer.from(body).toString('base64')]);
}
