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
  /** The stores of a replay of the calls so far. Default: `stores`. */
  readonly replayed?: KeyValue | undefined;
  /** Injected failures of the stores. Default: none. */
  readonly faults?: StoreFaults | undefined;
  readonly placeholders?: CallWorld['placeholders'];
  readonly storeTurn?: CallWorld['storeTurn'];
}

/** What a call did. */
export interface CallRun {
  readonly outcome: CallOutcome;
  /** Requests that left the app, in the order of sending, with their answers. */
  readonly sent: readonly Exchange[];
  /** Entries that it read and that a replay would not find in its stores. */
  readonly given: StoreSnapshot;
  /** Entries that it changed. */
  readonly state: StoreSnapshot;
  /** The earlier values of the keys that it wrote. */
  readonly before: StoreSnapshot;
  /** Labels of the stores that it read or wrote, sorted. */
  readonly stores: readonly string[];
  /** Its reads of stores, in order. */
  readonly reads: readonly StoreRead[];
}

/**
 * Runs a call: `(component, request, world) -> (response, exchanges, world')`. Components are only
 * run by this function.
 *
 * @throws HarnessError for causes outside the call: a component that cannot be loaded, a host that
 * is closed, a machine that has run out of a resource.
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
    // A failing operation neither reads nor writes.
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

// An answer that had not arrived when the call ended does not count.
function exchangeOf({ request, outcome }: ObservedExchange): Exchange {
  return { request, outcome: outcome ?? { kind: 'lost-to-timer', afterMs: 0 } };
}
