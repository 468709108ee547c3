import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';

/** Values by key by store label; `null` says that the key is known to be absent. */
export type StoreSnapshot = ReadonlyMap<string, ReadonlyMap<string, Uint8Array | null>>;

/**
 * A call with all that belongs to it.
 *
 * `given` is state that the call read and that no earlier call of the same file wrote; `state` is
 * what the call changed (a value, or `null` for a deleted key). Both by store label.
 */
export interface Interaction {
  /** The world's wall clock when the call began, in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly exchanges: readonly Exchange[];
  readonly given: StoreSnapshot;
  readonly state: StoreSnapshot;
}
