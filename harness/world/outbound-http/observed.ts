import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { type OutboundHttp, type SendOptions, withOutcome } from './port.ts';

/** A request with its outcome, or without one while none has arrived. */
export interface ObservedExchange {
  readonly request: OutboundRequest;
  readonly outcome: ExchangeOutcome | undefined;
}

interface PendingExchange {
  readonly request: OutboundRequest;
  outcome: ExchangeOutcome | undefined;
}

/** Passes requests on and remembers them, as the component sent them, with their outcomes. */
export class ObservedOutbound implements OutboundHttp {
  readonly #inner: OutboundHttp;
  readonly #observed: PendingExchange[] = [];

  constructor(inner: OutboundHttp) {
    this.#inner = inner;
  }

  /** In the order in which the requests were sent. */
  get observed(): readonly ObservedExchange[] {
    return this.#observed;
  }

  send(request: OutboundRequest, options: SendOptions) {
    const entry: PendingExchange = { request, outcome: undefined };
    this.#observed.push(entry);
    return withOutcome(this.#inner.send(request, options), (outcome) => {
      entry.outcome = outcome;
      return outcome;
    });
  }
}
