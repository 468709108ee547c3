import type { Exchange, ExchangeOutcome, OutboundRequest } from '../tool-call/exchange.ts';
import { decodeUtf8 } from '../tool-call/utf8.ts';
import { nearestExchanges } from '../world/outbound-http/nearest.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { UnmatchedRequest } from '../world/outbound-http/recorded.ts';
import { plainUrl } from './nock/nock-request.ts';

/**
 * Answers requests from exchanges that another client made: a request needs the same method, URL
 * and body (the same value if both are JSON). Headers only choose among several matches, because
 * another client sends other headers. Each answer is given once, in order.
 */
export class GivenAnswers implements OutboundHttp {
  readonly #exchanges: readonly Exchange[];
  readonly #used = new Set<number>();
  readonly #unmatched: UnmatchedRequest[] = [];

  constructor(exchanges: readonly Exchange[]) {
    this.#exchanges = exchanges;
  }

  /** The requests without an answer, in the order in which they were sent. */
  get unmatched(): readonly UnmatchedRequest[] {
    return this.#unmatched;
  }

  /** The indexes of the unused exchanges. */
  get unused(): readonly number[] {
    return [...this.#exchanges.keys()].filter((index) => !this.#used.has(index));
  }

  async send(request: OutboundRequest): Promise<ExchangeOutcome> {
    const index = this.#best(request);
    const exchange = index === undefined ? undefined : this.#exchanges[index];
    if (index === undefined || exchange === undefined) {
      const nearest = nearestExchanges(request, this.#exchanges, (used) => this.#used.has(used));
      this.#unmatched.push({ request, nearest });
      return { kind: 'error', code: 'HTTP-request-denied' };
    }
    this.#used.add(index);
    return exchange.outcome;
  }

  #best(request: OutboundRequest): number | undefined {
    const key = keyOf(request);
    const ranked = this.unused.flatMap((index) => {
      const exchange = this.#exchanges[index];
      if (exchange === undefined || keyOf(exchange.request) !== key) return [];
      return [{ index, others: otherHeaders(exchange.request, request) }];
    });
    // Sorting keeps the order of those that are equally good.
    return ranked.toSorted((one, other) => one.others - other.others)[0]?.index;
  }
}

function keyOf({ method, url, body }: OutboundRequest): string {
  return JSON.stringify([method, plainUrl(url), bodyKey(body)]);
}

function bodyKey(body: Uint8Array): string {
  const text = decodeUtf8(body);
  try {
    return `json ${JSON.stringify(sorted(JSON.parse(text ?? '')))}`;
  } catch {
    return `bytes ${Buffer.from(body).toString('base64')}`;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}

/** How many headers of an exchange's request differ from those of a request. */
function otherHeaders(recorded: OutboundRequest, { headers }: OutboundRequest): number {
  const sent = new Set(headers.map(([name, value]) => `${name.toLowerCase()}: ${value}`));
  return recorded.headers.filter(([name, value]) => !sent.has(`${name}: ${value}`)).length;
}
