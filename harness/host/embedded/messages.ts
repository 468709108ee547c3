import type { MessagePort } from 'node:worker_threads';
import type { HarnessFailure } from '../../errors.ts';
import type { ExchangeOutcome, OutboundRequest } from '../../tool-call/exchange.ts';
import type { HeaderList, HttpRequest } from '../../tool-call/http-message.ts';
import type { RequestTimeouts } from '../../world/outbound-http/port.ts';
import type { CallOutcome, ComponentGrant, InstanceCounters } from '../host.ts';
import type { AppManifest } from '../manifest/app-manifest.ts';
import type { InstanceMode } from './instance-mode.ts';

/** What a worker starts with. */
export interface WorkerSettings {
  readonly mode: InstanceMode;
  /** Carries each {@link LinkRequest} from the blocked worker, and each {@link LinkReply} to it. */
  readonly link: MessagePort;
  /** One 32-bit counter; it grows with every message that the main thread puts on the link. */
  readonly signal: SharedArrayBuffer;
  /**
   * One 32-bit counter, by which the main thread watches the calls of a tape: it grows when a call
   * begins and when it ends, so it is odd while a call runs.
   */
  readonly ordinal: SharedArrayBuffer;
  readonly manifest: AppManifest;
}

/** A component as a worker loads it: the text of its glue and its compiled core modules. */
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
  /** The key of a live call's placeholders; absent: components see the fixed forms. */
  readonly placeholderKey?: Uint8Array | undefined;
  /** Components that cannot be run, by id, and why; absent: there is none. */
  readonly leftOut?: ReadonlyMap<string, string> | undefined;
}

/** From the main thread to a worker that waits for work. */
export type ToWorker =
  | { readonly type: 'load'; readonly component: ComponentModules }
  | { readonly type: 'grant'; readonly grants: ReadonlyMap<string, ComponentGrant> }
  | { readonly type: 'call'; readonly call: WorkerCall }
  /** A tape for the worker's entry; the host only passes it on. */
  | { readonly type: 'tape'; readonly tape: unknown }
  /** The components that the tape needs have been loaded. */
  | { readonly type: 'resume' };

/** The outcome of a call, and what the pool counts. */
export interface WorkerOutcome {
  readonly outcome: Exclude<CallOutcome, { kind: 'no-route' }>;
  readonly reset: number;
  readonly fresh: number;
}

/** From a worker to the main thread. */
export type FromWorker =
  | { readonly type: 'loaded'; readonly id: string }
  | { readonly type: 'load-failed'; readonly id: string; readonly message: string }
  /** The host failed, so the call has no outcome. */
  | { readonly type: 'host-failed'; readonly reason: string }
  | ({ readonly type: 'outcome' } & WorkerOutcome)
  /** The tape continues when these are loaded. */
  | { readonly type: 'need'; readonly components: readonly string[] }
  | ({ readonly type: 'played'; readonly result: unknown } & InstanceCounters)
  /** Why the tape has no result. */
  | { readonly type: 'not-played'; readonly failure: HarnessFailure };

/** A component's question to its world, asked while its worker's thread is inside the guest. */
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
  /** The component whose code is running: that of the call, or of one nested in it. */
  readonly component: string;
}

/** Answers to {@link LinkRequest}; `send` is answered by `answer`, later. */
export type LinkReply =
  | { readonly type: 'value'; readonly value: Uint8Array | null }
  | { readonly type: 'flag'; readonly flag: boolean }
  | { readonly type: 'keys'; readonly keys: string[] }
  | { readonly type: 'done' }
  | { readonly type: 'store-error'; readonly message: string }
  /** The host cannot answer, and the guest must not continue. */
  | { readonly type: 'host-failed'; readonly reason: string }
  | {
      readonly type: 'answer';
      readonly exchange: number;
      readonly outcome: ExchangeOutcome;
    };
