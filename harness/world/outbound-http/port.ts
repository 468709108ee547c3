import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';

/** What answers the outbound HTTP requests of components. */
export interface OutboundHttp {
  /**
   * Sends a request and gives its outcome. What goes wrong on the wire is an outcome, not a
   * rejection; the promise rejects only with the reason of the signal.
   *
   * @param options `signal`: aborts when nobody waits for the answer any more
   */
  send(request: OutboundRequest, options: { signal: AbortSignal }): Promise<ExchangeOutcome>;
}
