import { runCall } from '../engine/run-call.ts';
import type { AppWorld } from '../host/app-world.ts';
import type { CallOutcome, CallWorld, WorldHost } from '../host/host.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import type { CallSequence, CallStart } from '../world/call-sequence.ts';
import { BoundedKeyValue, type StoreBound } from '../world/key-value/bounded-key-value.ts';
import type { KeyValue, MemoryKeyValue } from '../world/key-value/key-value.ts';
import type { StoreFaults } from '../world/key-value/store-fault.ts';
import type { StoreRead } from '../world/key-value/traced-key-value.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { CallPlaceholders } from '../world/secrets/call-placeholders.ts';
import type { RefusedPlaceholder, SecretSinks } from '../world/secrets/refused-placeholder.ts';
import { secretOutbound } from '../world/secrets/secret-outbound.ts';
import { SecretSwap } from '../world/secrets/secret-swap.ts';

/** The real world, in which live calls run. */
export interface LiveWorld {
  readonly host: WorldHost;
  readonly appWorld: AppWorld;
  readonly sequence: CallSequence;
  readonly keyValue: KeyValue;
  /** How much the stores may hold; no bound by default. */
  readonly storeBound?: StoreBound | undefined;
  readonly outbound: OutboundHttp;
  /** Response headers that components get in addition to the standard ones, in lower case. */
  readonly keep: readonly string[];
  /** Names of secret variables whose values components get. */
  readonly exposed?: ReadonlySet<string> | undefined;
  /** Whether `outbound` reaches no network, so that it gets no secret. Default: it may. */
  readonly isOffline?: boolean | undefined;
  /** Whether calls are searched for secrets before anybody gets their answers. Default: not. */
  readonly isRecorded?: boolean | undefined;
  /** Where secrets may go other than header values (default: nowhere). */
  readonly sinks?: SecretSinks | undefined;
  /** Whether interactions have what components print. Default: they have not. */
  readonly keepLogs?: boolean | undefined;
  /** Called after each call in which components printed or were denied something. */
  readonly onNotes?: ((call: CallNotes) => void) | undefined;
}

/** A call that ran, with everything that a cassette would hold of it. */
export interface LiveCall {
  readonly outcome: CallOutcome;
  /** Absent when the call was not answered by a component. */
  readonly interaction?: Interaction;
  /** The state that the call started from. */
  readonly start: CallStart;
  /** Its operations on the key-value stores. */
  readonly reads: readonly StoreRead[];
  /** The previous values of the keys that it wrote. */
  readonly before: StoreSnapshot;
  /** Whether a write was refused because the stores were full. */
  readonly storesFull?: boolean;
  /** Secret variables whose placeholders the call saw, sorted. */
  readonly secrets: readonly string[];
  /** Requests that were denied because a placeholder would have left in them. */
  readonly refused: readonly RefusedPlaceholder[];
}

/** Settings that may differ between calls of a world. */
export interface LiveCallOptions {
  /** When the call begins, in milliseconds since the Unix epoch (default: now). */
  readonly at?: number | undefined;
  /**
   * Answers from a file to outbound requests, in place of the world's. It is asked with the fixed
   * forms of placeholders, and may hand a request on to the live world.
   */
  readonly outbound?: ((live: OutboundHttp) => OutboundHttp) | undefined;
  /**
   * The stores as a replay of the calls so far would have them (default: the world's own stores).
   */
  readonly replayed?: MemoryKeyValue | undefined;
  /** Default: `real`; see {@link CallWorld}. */
  readonly timers?: CallWorld['timers'] | undefined;
  /** See {@link CallWorld}. */
  readonly storeTurn?: CallWorld['storeTurn'];
  /** Injected faults of the stores (default: none). */
  readonly faults?: StoreFaults | undefined;
}

/** How one run of a call differs from others. */
export interface LiveRun extends LiveCallOptions {
  readonly start: CallStart;
  readonly grants: AppWorld['grants'];
  /** The placeholders that components see (default: the fixed forms). */
  readonly placeholders?: CallPlaceholders | undefined;
  /** Secrets that are replaced in answers of upstreams (default: all known ones). */
  readonly hiddenInAnswers?: SecretSwap | undefined;
}

const NO_BOUND: StoreBound = { maxBytes: Number.POSITIVE_INFINITY, bytes: () => 0 };

/** Runs a call once. */
export async function runLive(
  inbound: HttpRequest,
  world: LiveWorld,
  run: LiveRun,
): Promise<LiveCall> {
  const { start, grants, placeholders, ...options } = run;
  const { host, sequence, storeBound } = world;
  const bounded = new BoundedKeyValue(world.keyValue, storeBound ?? NO_BOUND);
  const { outcome: ended, ...did } = await runCall(host, inbound, {
    ...start,
    grants,
    stores: bounded,
    replayed: options.replayed ?? world.keyValue,
    faults: options.faults,
    upstream: upstreamOf(world, run),
    timers: options.timers ?? 'real',
    storeTurn: options.storeTurn,
    placeholders,
  });
  const secrets = secretsSeen(ended, run);
  const outcome = secrets.length === 0 ? ended : hidden(ended, placeholders);
  const seen = {
    start,
    reads: did.reads,
    before: did.before,
    storesFull: bounded.refused,
    secrets,
    refused: placeholders?.refused ?? [],
  };
  if (outcome.kind !== 'answered') return { outcome, ...seen };
  sequence.ended(start, outcome.elapsedMs);
  return {
    outcome,
    ...seen,
    interaction: {
      at: start.at,
      request: inbound,
      response: outcome.response,
      exchanges: settled(did.sent, outcome.waits),
      given: did.given,
      state: did.state,
      ...(outcome.denied?.length ? { refused: outcome.denied } : {}),
      ...(world.keepLogs === true && outcome.log.length > 0 ? { printed: outcome.log } : {}),
    },
  };
}

const NOTHING_TO_SWAP = new SecretSwap(new Map());

function upstreamOf(world: LiveWorld, run: LiveRun): OutboundHttp {
  const { appWorld, keep, isOffline = false, isRecorded = false, sinks = new Map() } = world;
  const { outbound, placeholders, hiddenInAnswers: swap = appWorld.secrets } = run;
  const secrets = { values: appWorld.variables.secrets, sinks };
  const live = isOffline
    ? world.outbound
    : secretOutbound(world.outbound, { placeholders, secrets });
  const withhold = !isOffline && !isRecorded;
  const canonical = canonicalOutbound(live, { swap, keep, withhold });
  if (outbound === undefined) return canonical;
  return canonicalOutbound(outbound(canonical), { swap: NOTHING_TO_SWAP, keep });
}

function secretsSeen(outcome: CallOutcome, { placeholders, grants }: LiveRun): string[] {
  if (placeholders === undefined) return [];
  const names = new Set(placeholders.revealed);
  const asked = outcome.kind === 'answered' ? outcome.variables : undefined;
  for (const [component, { secretVariables }] of grants) {
    for (const [name, template] of secretVariables) {
      // A host that does not report which variables were read may have given all of them.
      if (asked !== undefined && !asked.includes(`${component}/${name}`)) continue;
      for (const part of template) if (typeof part !== 'string') names.add(part.secret);
    }
  }
  return [...names].sort();
}

// Everything that leaves the components has the fixed forms; random ones are of no use elsewhere.
function hidden(outcome: CallOutcome, placeholders: CallPlaceholders | undefined): CallOutcome {
  if (placeholders === undefined || outcome.kind === 'no-route') return outcome;
  const log = outcome.log.map((line) => ({ ...line, text: placeholders.hideText(line.text) }));
  const { denied = [] } = outcome;
  const shown = {
    log,
    denied: denied.map((use) => ({ ...use, name: placeholders.hideText(use.name) })),
  };
  return outcome.kind === 'failed'
    ? { ...outcome, ...shown, message: placeholders.hideText(outcome.message) }
    : { ...outcome, ...shown, response: placeholders.hideResponse(outcome.response) };
}

type Answered = Extract<CallOutcome, { kind: 'answered' }>;

// An answer that the component never received does not count, even if it has arrived since.
function settled(exchanges: readonly Exchange[], waits: Answered['waits']): Exchange[] {
  return exchanges.map(({ request, outcome }, index) => {
    const { delivered = false, afterMs = 0 } = waits[index] ?? {};
    if (!delivered || outcome.kind === 'lost-to-timer') {
      return { request, outcome: { kind: 'lost-to-timer', afterMs } };
    }
    return { request, outcome: afterMs === 0 ? outcome : { ...outcome, afterMs } };
  });
}
