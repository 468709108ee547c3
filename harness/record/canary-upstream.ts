import { Buffer } from 'node:buffer';
import type { Exchange, ExchangeOutcome, OutboundRequest } from '../tool-call/exchange.ts';
import type { HttpResponse } from '../tool-call/http-message.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { swappedChunks } from '../world/outbound-http/swapped-chunks.ts';
import type { SecretSwap } from '../world/secret-swap.ts';
import { standIn } from '../world/stand-in.ts';
import { encodedTexts } from './secret-scan/encoded-texts.ts';

/** An upstream that knows other secrets than the recorded one did. */
export interface CanaryUpstream {
  /** What the component's requests go to: it swaps secrets as the live world does. */
  readonly outbound: OutboundHttp;
  /** Requests that left with a stand-in in them, which nobody but the harness understands. */
  readonly encoded: readonly OutboundRequest[];
}

/** What an upstream with other secrets is made of. */
export interface CanarySettings {
  readonly swap: SecretSwap;
  readonly keep: readonly string[];
  /** Of the secrets whose stand-ins must not leave. */
  readonly names: readonly string[];
}

/** Plays the upstream of recorded exchanges as it would have been with the secrets of `swap`. */
export function canaryUpstream(
  exchanges: readonly Exchange[],
  { swap, keep, names }: CanarySettings,
): CanaryUpstream {
  const recorded = new RecordedOutbound(
    exchanges.map(({ request, outcome }) => ({
      request: swap.outward(request),
      outcome: answerWithSecrets(outcome, swap),
    })),
  );
  const encoded: OutboundRequest[] = [];
  const live: OutboundHttp = {
    send: (request) => {
      if (holdsStandIn(request, names)) encoded.push(request);
      return recorded.send(request);
    },
  };
  return { outbound: canonicalOutbound(live, { swap, keep }), encoded };
}

/** A recorded answer as it would have been with the secrets of `swap` in place of stand-ins. */
export function answerWithSecrets(outcome: ExchangeOutcome, swap: SecretSwap): ExchangeOutcome {
  if (outcome.kind !== 'response') return outcome;
  const { chunks, ...whole } = outcome;
  const { status, headers, body }: HttpResponse = whole.response;
  const outward = (part: Uint8Array) =>
    swap.outward({ method: 'GET', url: 'http://canary/', headers, body: part });
  const swapped = outward(body);
  const response = { status, headers: swapped.headers, body: swapped.body };
  const pieces = swappedChunks(chunks, {
    from: body,
    to: response.body,
    swap: (part) => outward(part).body,
  });
  return {
    ...whole,
    response,
    ...(pieces === undefined ? {} : { chunks: pieces }),
    ...(outcome.cut === undefined ? {} : { cut: response.body.length }),
  };
}

function holdsStandIn({ url, headers, body }: OutboundRequest, names: readonly string[]): boolean {
  const standIns = names.map(standIn);
  const holds = (text: string): boolean => standIns.some((stood) => text.includes(stood));
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  return [url, bytes, ...headers.map(([, value]) => value)].some(
    (text) => holds(text) || encodedTexts(text).some((part) => holds(part.text)),
  );
}
