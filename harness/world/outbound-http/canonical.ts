import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import { canonicalResponse } from '../response-headers.ts';
import type { SecretSwap } from '../secret-swap.ts';
import type { OutboundHttp } from './port.ts';

/**
 * Puts a component's world around the live network: secrets replace stand-ins on the way out, and
 * the answer takes its canonical form with stand-ins on the way in. What the component sees is
 * therefore exactly what a cassette gives back.
 *
 * @param options `keep`: names of response headers, in lower case, that are kept besides the
 * standard ones
 */
export function canonicalOutbound(
  live: OutboundHttp,
  { swap, keep }: { swap: SecretSwap; keep: readonly string[] },
): OutboundHttp {
  return {
    send: async (request, options) =>
      canonicalOutcome(await live.send(swap.outward(request), options), { request, swap, keep }),
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
  const response = canonicalResponse(swapped, { method: request.method, keep, isCut });
  return {
    ...whole,
    response,
    ...swappedChunks(chunks, { swap, sent: outcome.response.body, given: response.body }),
    ...(isCut ? { cut: response.body.length } : {}),
  };
}

/**
 * The lengths of the chunks once secrets have become stand-ins. A secret that lies across the border
 * of two chunks leaves no border that would not show its length, so that the body is one piece then.
 */
function swappedChunks(
  chunks: readonly number[] | undefined,
  { swap, sent, given }: { swap: SecretSwap; sent: Uint8Array; given: Uint8Array },
): { chunks?: readonly number[] } {
  if (chunks === undefined) return {};
  let at = 0;
  const pieces = chunks.map((length) => {
    at += length;
    return swap.inward({ status: 200, headers: [], body: sent.subarray(at - length, at) }).body;
  });
  if (Buffer.compare(Buffer.concat(pieces), given) !== 0) return {};
  return { chunks: pieces.map((piece) => piece.length) };
}
