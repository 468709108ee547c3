import type { HeaderList, HttpResponse } from './http-message.ts';

/** An outbound HTTP request, as the component sent it (placeholders in place of secrets). */
export interface OutboundRequest {
  /** As the component spells it: methods know upper from lower case (RFC 9110, 9.1). */
  readonly method: string;
  /** Absolute, with scheme. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
}

/**
 * How an outbound request ended, as the component saw it.
 *
 * - `response`: answered; with `cut`, the answer broke off after that many bytes of the body, by
 *   the error `brokenBy` (default: `connection-terminated`); with `chunks`, the body came in pieces
 *   of these lengths, which a component that reads a stream can distinguish
 * - `error`: no answer; the code is a case of `error-code` of wasi:http/types@0.2.0, spelt as there
 * - `lost-to-timer`: a timer of the component ended the wait first; nothing arrived in this call
 *
 * With `afterMs`, an answer came too, but only after a timer of the component had fired that many
 * milliseconds of virtual time after the request.
 */
export type ExchangeOutcome =
  | {
      readonly kind: 'response';
      readonly response: HttpResponse;
      readonly chunks?: readonly number[];
      readonly cut?: number;
      readonly brokenBy?: string;
      readonly afterMs?: number;
    }
  | { readonly kind: 'error'; readonly code: string; readonly afterMs?: number }
  | { readonly kind: 'lost-to-timer'; readonly afterMs: number };

/** One outbound request with its answer. */
export interface Exchange {
  readonly request: OutboundRequest;
  readonly outcome: ExchangeOutcome;
}
