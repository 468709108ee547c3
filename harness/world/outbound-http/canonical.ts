import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { canonicalResponse } from '../response-headers.ts';
import type { SecretSwap } from '../secrets/secret-swap.ts';
import { type OutboundHttp, withOutcome } from './port.ts';
import { swappedChunks } from './swapped-chunks.ts';

/** How answers are made canonical. */
export interface CanonicalOptions {
  readonly swap: SecretSwap;
  /** Names of response headers, in lower case, that are kept in addition to the standard ones. */
  readonly keep: readonly string[];
  /**
   * Whether an answer that cannot be searched for secrets is an error for the component. It need
   * not be where the call is searched again before anybody gets its answer.
   */
  readonly withhold?: boolean | undefined;
}

/**
 * Gives the answers of the live network their canonical form, with the fixed forms of placeholders
 * in place of secrets. So the component sees exactly what a cassette gives back.
 */
export function canonicalOutbound(live: OutboundHttp, options: CanonicalOptions): OutboundHttp {
  return {
    send: (request, sending) =>
      withOutcome(live.send(request, sending), (outcome) =>
        canonicalOutcome(outcome, request, options),
      ),
  };
}

function canonicalOutcome(
  outcome: ExchangeOutcome,
  request: OutboundRequest,
  { swap, keep, withhold = false }: CanonicalOptions,
): ExchangeOutcome {
  if (outcome.kind !== 'response') return outcome;
  const isCut = outcome.cut !== undefined;
  const { chunks, ...whole } = outcome;
  const searched = swap.inward(outcome.response);
  if (searched === undefined && withhold) {
    return { kind: 'error', code: 'HTTP-response-content-coding' };
  }
  const swapped = searched ?? swap.inwardPacked(outcome.response);
  const response = canonicalResponse(swapped, { method: request.method, keep, isCut });
  const pieces = swappedChunks(chunks, {
    from: outcome.response.body,
    to: response.body,
    swap: (body) => swap.inwardBytes(body),
  });
  return {
    ...whole,
    response,
    ...(pieces === undefined ? {} : { chunks: pieces }),
    ...(isCut ? { cut: response.body.length } : {}),
  };
}
