import type { AppWorld } from '../host/app-world.ts';
import type { CallOutcome, CallWorld, Host } from '../host/host.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import type { CallSequence, CallStart } from '../world/call-sequence.ts';
import type { KeyValue, MemoryKeyValue } from '../world/key-value.ts';
import { ObservedKeyValue } from '../world/observed-key-value.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import { type ObservedExchange, ObservedOutbound } from '../world/outbound-http/observed.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import { SecretSwap } from '../world/secret-swap.ts';
import { type StoreRead, TracedKeyValue } from '../world/traced-key-value.ts';

/** The world in which calls happen for real. */
export interface LiveWorld {
  readonly host: Host;
  readonly appWorld: AppWorld;
  readonly sequence: CallSequence;
  readonly keyValue: KeyValue;
  readonly outbound: OutboundHttp;
  /** Response headers that components get besides the standard ones, in lower case. */
  readonly keep: readonly string[];
}

/** A call that happened, with what a cassette would hold of it. */
export interface LiveCall {
  readonly outcome: CallOutcome;
  /** Absent when the call was not answered by a component. */
  readonly interaction?: Interaction;
  /** What the call started from. */
  readonly start: CallStart;
  /** What it asked of the key-value stores. */
  readonly reads: readonly StoreRead[];
  /** What the keys that it wrote held before. */
  readonly before: StoreSnapshot;
}

/** What one call may differ in from others of its world. */
export interface LiveCallOptions {
  /** When the call begins, in milliseconds since the Unix epoch; now, unless given. */
  readonly at?: number | undefined;
  /** Answers from a file to outbound requests, in place of the world's. */
  readonly outbound?: OutboundHttp | undefined;
  /** What a replay of the calls so far would hold; the world's own stores unless given. */
  readonly replayed?: MemoryKeyValue | undefined;
  /** `real` unless given; see {@link CallWorld}. */
  readonly timers?: CallWorld['timers'] | undefined;
  /** See {@link CallWorld}. */
  readonly storeTurn?: CallWorld['storeTurn'];
}

// A file knows secrets by their stand-ins, as components do.
const NOTHING_TO_SWAP = new SecretSwap(new Map());

/**
 * Runs a call in the live world and notes all that crossed the border. The component sees exactly
 * what a cassette of the call gives back: stand-ins for secrets, canonical responses.
 */
export async function callLive(
  request: HttpRequest,
  world: LiveWorld,
  options: LiveCallOptions = {},
): Promise<LiveCall> {
  const { host, appWorld, sequence } = world;
  const inbound = inboundRequest(request, appWorld);
  const start = sequence.next(sessionOf(inbound), options.at);
  const observed = new ObservedKeyValue(world.keyValue, options.replayed ?? world.keyValue);
  const keyValue = new TracedKeyValue(observed);
  const outbound = new ObservedOutbound(
    canonicalOutbound(options.outbound ?? world.outbound, {
      swap: options.outbound === undefined ? appWorld.secrets : NOTHING_TO_SWAP,
      keep: world.keep,
    }),
  );
  const outcome = await host.call(inbound, {
    ...start,
    grants: appWorld.grants,
    keyValue,
    upstream: outbound,
    timers: options.timers ?? 'real',
    storeTurn: options.storeTurn,
  });
  const seen = { start, reads: keyValue.reads, before: observed.before() };
  if (outcome.kind !== 'answered') return { outcome, ...seen };
  sequence.ended(start, outcome.elapsedMs);
  return {
    outcome,
    ...seen,
    interaction: {
      at: start.at,
      request: inbound,
      response: outcome.response,
      exchanges: settled(outbound.observed, outcome.waits),
      given: observed.given(),
      state: observed.state(),
    },
  };
}

/** A request as the component gets it and a file holds it: canonical, with no secret. */
export function inboundRequest(received: HttpRequest, { secrets }: AppWorld): HttpRequest {
  const request = canonicalRequest(received);
  const swapped = secrets.inward({ status: 200, headers: request.headers, body: request.body });
  const path = secrets.inwardText(request.path);
  return { method: request.method, path, headers: swapped.headers, body: swapped.body };
}

type Answered = Extract<CallOutcome, { kind: 'answered' }>;

// An answer that the component was never given is none, whether or not it came in the meantime.
function settled(exchanges: readonly ObservedExchange[], waits: Answered['waits']): Exchange[] {
  return exchanges.map(({ request, outcome }, index) => {
    const { delivered = false, afterMs = 0 } = waits[index] ?? {};
    if (!delivered || outcome === undefined || outcome.kind === 'lost-to-timer') {
      return { request, outcome: { kind: 'lost-to-timer', afterMs } };
    }
    return { request, outcome: afterMs === 0 ? outcome : { ...outcome, afterMs } };
  });
}
