import type { CallOutcome, CallWorld, WorldHost } from '../host/host.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { HttpRequest } from '../tool-call/http-message.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import type { KeyValue } from '../world/key-value/key-value.ts';
import { ObservedKeyValue } from '../world/key-value/observed-key-value.ts';
import { FaultyKeyValue, type StoreFaults } from '../world/key-value/store-fault.ts';
import { type StoreRead, TracedKeyValue } from '../world/key-value/traced-key-value.ts';
import { type ObservedExchange, ObservedOutbound } from '../world/outbound-http/observed.ts';

/** The world in which a call runs. */
export interface CallSetting
  extends Pick<CallWorld, 'at' | 'seed' | 'grants' | 'upstream' | 'timers'> {
  /** The stores that the call reads and changes. */
  readonly stores: KeyValue;
  /** What a replay of the calls so far would hold. Default: what `stores` hold. */
  readonly replayed?: KeyValue | undefined;
  /** Failures of the stores that are injected. Default: none. */
  readonly faults?: StoreFaults | undefined;
  readonly placeholders?: CallWorld['placeholders'];
  readonly storeTurn?: CallWorld['storeTurn'];
}

/** What a call did. */
export interface CallRun {
  readonly outcome: CallOutcome;
  /** What left the app, in the order of sending, with the answers that came. */
  readonly sent: readonly Exchange[];
  /** What it read that a replay would not find in its stores. */
  readonly given: StoreSnapshot;
  /** What it changed. */
  readonly state: StoreSnapshot;
  /** What the keys that it wrote held before. */
  readonly before: StoreSnapshot;
  /** Labels of the stores that it looked into or wrote to, sorted. */
  readonly stores: readonly string[];
  /** What it asked of the stores, in order. */
  readonly reads: readonly StoreRead[];
}

/**
 * Runs a call: `(component, request, world) -> (response, exchanges, world')`. Everything that runs
 * a component runs it by this function.
 *
 * @throws HarnessError for what is not the call's doing: a component that cannot be loaded, a host
 * that is closed, a machine that has run out of something.
 */
export async function runCall(
  host: WorldHost,
  request: HttpRequest,
  { stores, replayed = stores, faults, upstream, ...world }: CallSetting,
): Promise<CallRun> {
  const observed = new ObservedKeyValue(stores, replayed);
  const traced = new TracedKeyValue(observed);
  const outbound = new ObservedOutbound(upstream);
  const outcome = await host.call(request, {
    ...world,
    // What fails is neither read nor written.
    keyValue: faults === undefined ? traced : new FaultyKeyValue(traced, faults),
    upstream: outbound,
  });
  return {
    outcome,
    sent: outbound.observed.map(exchangeOf),
    given: observed.given(),
    state: observed.state(),
    before: observed.before(),
    stores: observed.stores(),
    reads: traced.reads,
  };
}

// An answer that had not come when the call ended is none.
function exchangeOf({ request, outcome }: ObservedExchange): Exchange {
  return { request, outcome: outcome ?? { kind: 'lost-to-timer', afterMs: 0 } };
}
