import type { HttpRequest, HttpResponse } from '../tool-call/http-message.ts';
import type { AllowedHost } from '../world/allowed-hosts.ts';
import type { KeyValue } from '../world/key-value/key-value.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { CallPlaceholders } from '../world/secrets/call-placeholders.ts';
import type { SecretTemplate } from '../world/secrets/placeholder-text.ts';

/** What a component may use, from its manifest entry with all templates expanded. */
export interface ComponentGrant {
  readonly variables: ReadonlyMap<string, string>;
  /** Those of the variables that hold secrets; in a live call they hold its placeholders. */
  readonly secretVariables: ReadonlyMap<string, SecretTemplate>;
  readonly environment: ReadonlyMap<string, string>;
  readonly stores: readonly string[];
  readonly allowedHosts: readonly AllowedHost[];
}

/** The world as one call finds it. */
export interface CallWorld {
  /** Wall clock at the start, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** Seed of the call's randomness; see `callSeed`. */
  readonly seed: Uint8Array;
  /** By component id. The same object for many calls is sent to a worker only once. */
  readonly grants: ReadonlyMap<string, ComponentGrant>;
  readonly keyValue: KeyValue;
  /** Who answers outbound HTTP. */
  readonly upstream: OutboundHttp;
  /**
   * `real`: timers sleep, and one that ends before a pending answer beats it.
   * `virtual`: nothing sleeps; a timer beats an answer only where the outcome says so.
   */
  readonly timers: 'real' | 'virtual';
  /** The placeholders of a live call; absent: components see the fixed forms. */
  readonly placeholders?: CallPlaceholders | undefined;
  /**
   * Waited for before each operation on the key-value stores, so that calls which run at the same
   * time can be made to take turns; absent: nothing waits.
   */
  readonly storeTurn?: (() => Promise<void>) | undefined;
}

/**
 * Why a call has no result: what ended it is not a function of its world, or left none to compare.
 *
 * - `trap`: the component's code trapped, or asked for something that the host does not give
 * - `deadline`: it ran longer than the deadline
 * - `memory`: it needed more memory than the limit
 * - `no-response`: it ended without an answer
 */
export type CallFailure = 'trap' | 'deadline' | 'memory' | 'no-response';

/** What a call made of one of its exchanges; the outcome alone cannot tell. */
export interface ExchangeWait {
  /** Whether the component was given the answer before the call ended. */
  readonly delivered: boolean;
  /** Virtual time from the request to the last timer that fired before the answer; 0: none did. */
  readonly afterMs: number;
}

/** What became of a call. */
export type CallOutcome =
  | {
      readonly kind: 'answered';
      readonly response: HttpResponse;
      /** Virtual time that the call took, in milliseconds, rounded up. */
      readonly elapsedMs: number;
      /** In the order in which the requests were sent. */
      readonly waits: readonly ExchangeWait[];
      /** What the component printed, line by line. */
      readonly log: readonly string[];
      /**
       * Variables that were asked for, as `component/name`, sorted; absent where the host cannot
       * tell.
       */
      readonly variables?: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly reason: CallFailure;
      readonly message: string;
      readonly log: readonly string[];
    }
  | { readonly kind: 'no-route' };

/** How many calls ran in a kept instance that was reset, and how many in a new one. */
export interface InstanceCounters {
  readonly reset: number;
  readonly fresh: number;
}

/**
 * Runs components in worlds that the caller controls: clock, randomness, stores and outbound HTTP
 * of a call are those that it is given.
 */
export interface WorldHost {
  /** Runs one call in a clean instance of the component that the request's path is routed to. */
  call(request: HttpRequest, world: CallWorld): Promise<CallOutcome>;
  /** The component that a request's path is routed to; undefined when there is none. */
  componentFor(path: string): string | undefined;
  /**
   * What a component was built from, as a key that differs where the build does.
   *
   * @throws HarnessError when the component is missing or cannot be loaded.
   */
  buildKey(component: string): Promise<string>;
  /**
   * Plays a tape where the components run, so that its calls need not ask another thread. Undefined
   * when it was lost on the way, because a call ran too long, say: it is then to be played call by
   * call. Absent where a host has no such place.
   *
   * @param tape plain data, which the host only carries
   * @throws HarnessError what the tape ended with in place of a result.
   */
  playTape?(tape: unknown): Promise<{ readonly result: unknown } | undefined>;
  counters(): InstanceCounters;
  /** Ends all workers; calls in flight fail. */
  close(): Promise<void>;
}

/**
 * Answers requests in a world of its own, which the caller can neither set nor see: a service at a
 * URL, say. Its answers can be judged; what it did to answer cannot.
 */
export interface AnsweringHost {
  /** @throws HarnessError `host-failed` when nobody is there to answer. */
  answer(request: HttpRequest): Promise<HttpResponse>;
}
