import type { AppWorld } from '../host/app-world.ts';
import type { CallOutcome, CallWorld, Host } from '../host/host.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import { BoundedKeyValue, type StoreBound } from '../world/bounded-key-value.ts';
import type { CallSequence, CallStart } from '../world/call-sequence.ts';
import type { KeyValue, MemoryKeyValue } from '../world/key-value.ts';
import { ObservedKeyValue } from '../world/observed-key-value.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import { type ObservedExchange, ObservedOutbound } from '../world/outbound-http/observed.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { SecretSwap } from '../world/secret-swap.ts';
import { FaultyKeyValue, type StoreFaults } from '../world/store-fault.ts';
import { type StoreRead, TracedKeyValue } from '../world/traced-key-value.ts';

/** The world in which calls happen for real. */
export interface LiveWorld {
  readonly host: Host;
  readonly appWorld: AppWorld;
  readonly sequence: CallSequence;
  readonly keyValue: KeyValue;
  /** How much the stores may hold; no bound by default. */
  readonly storeBound?: StoreBound | undefined;
  readonly outbound: OutboundHttp;
  /** Response headers that components get besides the standard ones, in lower case. */
  readonly keep: readonly string[];
  /** Names of secret variables whose values components get, as well as their stand-ins. */
  readonly exposed?: ReadonlySet<string> | undefined;
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
  /** Whether a write was refused because the stores were full. */
  readonly storesFull?: boolean;
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
  /** Faults of the stores that the call meets; none unless given. */
  readonly faults?: StoreFaults | undefined;
}

/** How one run of a call differs from others. */
export interface LiveRun extends LiveCallOptions {
  readonly start: CallStart;
  readonly grants: AppWorld['grants'];
  /** What is swapped in what leaves and what comes back. */
  readonly swap: SecretSwap;
}

const NO_BOUND: StoreBound = { maxBytes: Number.POSITIVE_INFINITY, bytes: () => 0 };

/** Runs a call once. */
export async function runLive(
  inbound: HttpRequest,
  world: LiveWorld,
  { start, grants, swap, ...options }: LiveRun,
): Promise<LiveCall> {
  const { host, sequence, keep, storeBound } = world;
  const bounded = new BoundedKeyValue(world.keyValue, storeBound ?? NO_BOUND);
  const observed = new ObservedKeyValue(bounded, options.replayed ?? world.keyValue);
  const keyValue = new TracedKeyValue(observed);
  const { faults } = options;
  const upstream = canonicalOutbound(options.outbound ?? world.outbound, { swap, keep });
  const outbound = new ObservedOutbound(upstream);
  const outcome = await host.call(inbound, {
    ...start,
    grants,
    // What fails is neither read nor written.
    keyValue: faults === undefined ? keyValue : new FaultyKeyValue(keyValue, faults),
    upstream: outbound,
    timers: options.timers ?? 'real',
    storeTurn: options.storeTurn,
  });
  const storesFull = bounded.refused;
  const seen = { start, reads: keyValue.reads, before: observed.before(), storesFull };
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
