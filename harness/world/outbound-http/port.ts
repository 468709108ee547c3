import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';

/** How long a component waits for an answer, in milliseconds; for ever where it does not say. */
export interface RequestTimeouts {
  readonly connectMs?: number | undefined;
  /** From the connection to the first byte of the answer. */
  readonly firstByteMs?: number | undefined;
  /** Between two parts of the body. */
  readonly betweenBytesMs?: number | undefined;
}

/** How a request is sent. */
export interface SendOptions {
  /** Aborts when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  readonly timeouts?: RequestTimeouts | undefined;
}

/** What answers the outbound HTTP requests of components. */
export interface OutboundHttp {
  /**
   * Sends a request and gives its outcome, at once where nothing has to be waited for. What goes
   * wrong on the wire is an outcome, not a rejection. The promise rejects with the reason of the
   * signal, or with a HarnessError where this machine lacks what it needs to send the request.
   */
  send(request: OutboundRequest, options: SendOptions): ExchangeOutcome | Promise<ExchangeOutcome>;
}

/** Goes on with an outcome, at once where it is there. */
export function withOutcome(
  sent: ExchangeOutcome | Promise<ExchangeOutcome>,
  then: (outcome: ExchangeOutcome) => ExchangeOutcome,
): ExchangeOutcome | Promise<ExchangeOutcome> {
  return sent instanceof Promise ? sent.then(then) : then(sent);
}
