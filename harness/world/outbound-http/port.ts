import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';

/** How long a component waits for an answer, in milliseconds; absent: forever. */
export interface RequestTimeouts {
  readonly connectMs?: number | undefined;
  /** From the connection to the first byte of the answer. */
  readonly firstByteMs?: number | undefined;
  /** Between two parts of the body. */
  readonly betweenBytesMs?: number | undefined;
}

/** How a request is sent. */
export interface SendOptions {
  /** Aborts when the answer is no longer needed. */
  readonly signal: AbortSignal;
  readonly timeouts?: RequestTimeouts | undefined;
}

/** Answers the outbound HTTP requests of components. */
export interface OutboundHttp {
  /**
   * Sends a request and gives its outcome, synchronously if it need not wait. A network error is an
   * outcome, not a rejection. The promise rejects with the reason of the signal, or with a
   * HarnessError if this machine lacks the resources to send the request.
   */
  send(request: OutboundRequest, options: SendOptions): ExchangeOutcome | Promise<ExchangeOutcome>;
}

/** Continues with an outcome, synchronously if it is available. */
export function withOutcome(
  sent: ExchangeOutcome | Promise<ExchangeOutcome>,
  then: (outcome: ExchangeOutcome) => ExchangeOutcome,
): ExchangeOutcome | Promise<ExchangeOutcome> {
  return sent instanceof Promise ? sent.then(then) : then(sent);
}
