import type { DeniedUse } from '../../../tool-call/denied-use.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../../tool-call/exchange.ts';
import { VirtualClock } from '../../../world/clock.ts';
import type { RequestTimeouts } from '../../../world/outbound-http/port.ts';
import { RandomStream } from '../../../world/random.ts';
import type { ComponentGrant, ExchangeWait } from '../../host.ts';
import type { DeniedUses } from './denied-uses.ts';
import type { GuestLink } from './guest-link.ts';
import type { GuestLog } from './guest-log.ts';
import { PendingExchange } from './pending-exchange.ts';

/** What all calls of a chain of nested calls share. */
export interface CallChain {
  readonly link: GuestLink;
  readonly grants: ReadonlyMap<string, ComponentGrant>;
  readonly timers: 'real' | 'virtual';
  /** Of a live call; see `WorkerCall`. */
  readonly placeholderKey: Uint8Array | undefined;
  /** Every request that left the app during the call, in the order of sending. */
  readonly sent: PendingExchange[];
  readonly log: GuestLog;
  /** Components that cannot be run, by id, and why. */
  readonly leftOut: ReadonlyMap<string, string> | undefined;
  readonly denied: DeniedUses;
  /** Variables that were read, as `component/name`. */
  readonly variables: Set<string>;
  /** Runs a component for another one, in this worker. */
  chained(caller: GuestCall, component: string, request: OutboundRequest): ExchangeOutcome;
}

/** One run of one component: the world as the imports see it. */
export class GuestCall {
  readonly chain: CallChain;
  readonly component: string;
  readonly grant: ComponentGrant;
  /** Wall clock at the start, in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly clock: VirtualClock;
  readonly random: RandomStream;
  readonly seed: Uint8Array;
  /** Number of callers above this call: 0 for the call that came from outside. */
  readonly depth: number;
  /** Number of calls that this one has made to other components. */
  chainedCalls = 0;

  constructor(
    chain: CallChain,
    call: {
      component: string;
      grant: ComponentGrant;
      at: number;
      seed: Uint8Array;
      depth: number;
    },
  ) {
    this.chain = chain;
    this.component = call.component;
    this.grant = call.grant;
    this.at = call.at;
    this.clock = new VirtualClock(call.at);
    this.random = new RandomStream(call.seed);
    this.seed = call.seed;
    this.depth = call.depth;
  }

  /** Notes that the component asked for something that it is not granted. */
  deny(kind: DeniedUse['kind'], name: string): void {
    this.chain.denied.add({ component: this.component, kind, name });
  }

  /** Sends a request that leaves the app. */
  send(request: OutboundRequest, timeouts?: RequestTimeouts): PendingExchange {
    const { sent, link } = this.chain;
    const { component } = this;
    const number = link.send({ component, request, timeouts });
    const exchange = new PendingExchange(number, this.clock.elapsedNs);
    sent.push(exchange);
    return exchange;
  }

  /** What the call did with the answers to its outbound requests. */
  waits(): ExchangeWait[] {
    return this.chain.sent.map(({ delivered, lostAfterMs }) => ({
      delivered,
      afterMs: lostAfterMs,
    }));
  }
}

// Imports are plain functions that the guest calls. The call on top of this stack is the one whose
// code is running, since a nested call ends before its caller continues.
const stack: GuestCall[] = [];

/** The call whose guest code is running. */
export function currentCall(): GuestCall {
  const call = stack.at(-1);
  if (call === undefined)
    throw new Error('This is a bug in Spintape: an import ran outside a call.');
  return call;
}

/** Runs guest code on behalf of a call. */
export function runAs<Result>(call: GuestCall, run: () => Result): Result {
  stack.push(call);
  try {
    return run();
  } finally {
    stack.pop();
  }
}
