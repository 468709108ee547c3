import type { DeniedUse } from '../tool-call/denied-use.ts';
import type { HttpRequest, HttpResponse } from '../tool-call/http-message.ts';
import type { PrintedLine } from '../tool-call/printed-line.ts';
import type { AllowedHost } from '../world/allowed-hosts.ts';
import type { KeyValue } from '../world/key-value/key-value.ts';
import type { OutboundHttp } from '../world/outbound-http/port.ts';
import type { CallPlaceholders } from '../world/secrets/call-placeholders.ts';
import type { SecretTemplate } from '../world/secrets/placeholder-text.ts';

/** What a component may use: its manifest entry with all templates expanded. */
export interface ComponentGrant {
  readonly variables: ReadonlyMap<string, string>;
  /** The variables with secrets; in a live call their values are its placeholders. */
  readonly secretVariables: ReadonlyMap<string, SecretTemplate>;
  readonly environment: ReadonlyMap<string, string>;
  readonly stores: readonly string[];
  readonly allowedHosts: readonly AllowedHost[];
}

/** The world of one call. */
export interface CallWorld {
  /** Wall clock at the start, in milliseconds since the Unix epoch. */
  readonly at: number;
  /** Seed of the call's randomness; see `callSeed`. */
  readonly seed: Uint8Array;
  /** By component id. An object that many calls share is sent to a worker only once. */
  readonly grants: ReadonlyMap<string, ComponentGrant>;
  readonly keyValue: KeyValue;
  /** Who answers outbound HTTP. */
  readonly upstream: OutboundHttp;
  /**
   * `real`: timers sleep, and one that ends before a pending answer fires first.
   * `virtual`: nothing sleeps, and a timer fires before an answer only if the outcome says so.
   */
  readonly timers: 'real' | 'virtual';
  /** The placeholders of a live call; absent: components see the fixed forms. */
  readonly placeholders?: CallPlaceholders | undefined;
  /**
   * Awaited before each operation on the key-value stores, so that parallel calls can be made to
   * take turns; absent: they do not wait.
   */
  readonly storeTurn?: (() => Promise<void>) | undefined;
}

/**
 * Why a call has no result that could be compared. A deadline or the memory limit, say, depends on
 * more than the call's world.
 *
 * - `trap`: the component's code trapped, or asked for something that the host does not give
 * - `deadline`: it ran longer than the deadline
 * - `memory`: it needed more memory than the limit
 * - `no-response`: it ended without an answer
 * - `unsupported`: it needs a component that the host cannot run
 */
export type CallFailure = 'trap' | 'deadline' | 'memory' | 'no-response' | 'unsupported';

/** What happened between a call and one of its exchanges, beyond the exchange's outcome. */
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
      /** What its components printed, up to 65,536 characters. */
      readonly log: readonly PrintedLine[];
      /** What its components were denied, each use once; absent if the host does not know. */
      readonly denied?: readonly DeniedUse[];
      /**
       * Variables that were read, as `component/name`, sorted; absent if the host does not know
       * them.
       */
      readonly variables?: readonly string[];
    }
  | {
      readonly kind: 'failed';
      readonly reason: CallFailure;
      readonly message: string;
      readonly log: readonly PrintedLine[];
      readonly denied?: readonly DeniedUse[];
    }
  | { readonly kind: 'no-route' };

/** How many calls ran in a kept instance that was reset, and how many in a new one. */
export interface InstanceCounters {
  readonly reset: number;
  readonly fresh: number;
}

/**
 * Runs components in worlds that the caller controls: it decides the clock, randomness, stores and
 * outbound HTTP of each call.
 */
export interface WorldHost {
  /** Runs one call in a clean instance of the component that the request's path is routed to. */
  call(request: HttpRequest, world: CallWorld): Promise<CallOutcome>;
  /** The component that a request's path is routed to; undefined when there is none. */
  componentFor(path: string): string | undefined;
  /**
   * A key that identifies the build of a component.
   *
   * @throws HarnessError when the component is missing or cannot be loaded.
   */
  buildKey(component: string): Promise<string>;
  /**
   * Plays a tape in the thread of its components, so that its calls need no other thread. Undefined
   * when the tape was lost, for instance because a call ran too long: the caller then plays it call
   * by call. Absent if the host cannot play tapes.
   *
   * @param tape plain data, which the host only passes on
   * @throws HarnessError if the tape ended with an error instead of a result.
   */
  playTape?(tape: unknown): Promise<{ readonly result: unknown } | undefined>;
  counters(): InstanceCounters;
  /** Ends all workers; calls in flight fail. */
  close(): Promise<void>;
}

/**
 * Answers requests in a world that the caller can neither set nor see, such as a service at a URL.
 * Its answers can be judged, but not how it came to them.
 */
export interface AnsweringHost {
  /** @throws HarnessError `host-failed` when the service cannot be reached. */
  answer(request: HttpRequest): Promise<HttpResponse>;
}
