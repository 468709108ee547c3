import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { canonicalResponse } from '../response-headers.ts';
import type { SecretSwap } from '../secrets/secret-swap.ts';
import { type OutboundHttp, withOutcome } from './port.ts';
import { swappedChunks } from './swapped-chunks.ts';

/**
 * Gives the answers of the live network their canonical form, with the fixed forms of placeholders
 * in place of secrets. So the component sees exactly what a cassette gives back.
 *
 * @param options `keep`: names of response headers, in lower case, that are kept in addition to the
 *   standard ones
 */
export function canonicalOutbound(
  live: OutboundHttp,
  { swap, keep }: { swap: SecretSwap; keep: readonly string[] },
): OutboundHttp {
  return {
    send: (request, options) =>
      withOutcome(live.send(request, options), (outcome) =>
        canonicalOutcome(outcome, { request, swap, keep }),
      ),
  };
}

function canonicalOutcome(
  outcome: ExchangeOutcome,
  { request, swap, keep }: { request: OutboundRequest; swap: SecretSwap; keep: readonly string[] },
): ExchangeOutcome {
  if (outcome.kind !== 'response') return outcome;
  const isCut = outcome.cut !== undefined;
  const { chunks, ...whole } = outcome;
  const swapped = swap.inward(outcome.response);
  // A coding that the client does not know, as wasi:http has it.
  if (swapped === undefined) return { kind: 'error', code: 'HTTP-response-content-coding' };
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
