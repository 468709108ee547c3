import type { MessagePort } from 'node:worker_threads';
import type { HarnessFailure } from '../../errors.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList, HttpRequest } from '../../tool-call/http-message.ts';
import type { RequestTimeouts } from '../../world/outbound-http/port.ts';
import type { CallOutcome, ComponentGrant, InstanceCounters } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import type { InstanceMode } from './instance-mode.ts';

/** What a worker is started with. */
export interface WorkerSettings {
  readonly mode: InstanceMode;
  /** Carries {@link LinkRequest} out of and {@link LinkReply} into the blocked worker. */
  readonly link: MessagePort;
  /** One 32-bit counter; it grows with every message that the main thread puts on the link. */
  readonly signal: SharedArrayBuffer;
  /**
   * One 32-bit counter, by which the main thread watches the calls of a tape: it grows when one
   * begins and when it ends, so that it is odd while one runs.
   */
  readonly ordinal: SharedArrayBuffer;
  readonly manifest: AppManifest;
}

/** A component made ready for a worker: the text of its glue and its compiled core modules. */
export interface ComponentModules {
  readonly id: string;
  readonly glue: string;
  readonly cores: ReadonlyArray<{ readonly name: string; readonly module: WebAssembly.Module }>;
  /** Whether an instance can be restored for the next call. */
  readonly resettable: boolean;
}

/** A call as a worker gets it: plain data only. */
export interface WorkerCall {
  readonly component: string;
  readonly request: HttpRequest;
  /** The headers that the component sees; see `componentHeaders`. */
  readonly headers: HeaderList;
  readonly at: number;
  readonly seed: Uint8Array;
  readonly timers: 'real' | 'virtual';
  /** From which a live call's placeholders are made; absent: components see the fixed forms. */
  readonly placeholderKey?: Uint8Array | undefined;
}

/** From the main thread to a worker that waits for work. */
export type ToWorker =
  | { readonly type: 'load'; readonly component: ComponentModules }
  | { readonly type: 'grant'; readonly grants: ReadonlyMap<string, ComponentGrant> }
  | { readonly type: 'call'; readonly call: WorkerCall }
  /** A tape is what the worker's entry can play; the host only carries it. */
  | { readonly type: 'tape'; readonly tape: unknown }
  /** The components that the tape needs have been loaded. */
  | { readonly type: 'resume' };

/** The outcome of a call with what the pool counts. */
export interface WorkerOutcome {
  readonly outcome: Exclude<CallOutcome, { kind: 'no-route' }>;
  readonly reset: number;
  readonly fresh: number;
}

/** From a worker to the main thread. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly id: string }
  | { readonly type: 'load-failed'; readonly id: string; readonly message: string }
  /** The host could not do its part, so that the call has no outcome. */
  | { readonly type: 'host-failed'; readonly reason: string }
  | ({ readonly type: 'outcome' } & WorkerOutcome)
  /** A tape goes on when these are loaded. */
  | { readonly type: 'need'; readonly components: readonly string[] }
  | ({ readonly type: 'played'; readonly result: unknown } & InstanceCounters)
  /** The tape has no result: this is why. */
  | { readonly type: 'not-played'; readonly failure: HarnessFailure };

/** What a component asks of the world while its worker's thread is inside the guest. */
export type LinkRequest = StoreRequest | SendRequest;

/** A question to the key-value stores. */
export type StoreRequest = (
  | { readonly type: 'get'; readonly store: string; readonly key: string }
  | {
      readonly type: 'set';
      readonly store: string;
      readonly key: string;
      readonly value: Uint8Array;
    }
  | { readonly type: 'delete'; readonly store: string; readonly key: string }
  | { readonly type: 'exists'; readonly store: string; readonly key: string }
  | { readonly type: 'keys'; readonly store: string }
) &
  Asking;

/** An outbound request, answered later under the number of its exchange. */
export interface SendRequest extends Asking {
  readonly type: 'send';
  readonly exchange: number;
  readonly request: OutboundRequest;
  readonly timeouts: RequestTimeouts | undefined;
}

interface Asking {
  /** Whose code is running: the component of the call, or of one nested in it. */
  readonly component: string;
}

/** Answers to {@link LinkRequest}; `send` is answered by `answer`, later. */
export type LinkReply =
  | { readonly type: 'value'; readonly value: Uint8Array | null }
  | { readonly type: 'flag'; readonly flag: boolean }
  | { readonly type: 'keys'; readonly keys: string[] }
  | { readonly type: 'done' }
  | { readonly type: 'store-error'; readonly message: string }
  /** The host cannot answer; the guest must not go on. */
  | { readonly type: 'host-failed'; readonly reason: string }
  | {
      readonly type: 'answer';
      readonly exchange: number;
      readonly outcome: ExchangeOutcome;
    };
