import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';

/** Values by key by store label; `null` says that the key is known to be absent. */
export type StoreSnapshot = ReadonlyMap<string, ReadonlyMap<string, Uint8Array | null>>;

/**
 * An import that gave a component something else in a replay than while it was recorded, or what
 * else made the two differ.
 *
 * - `clock`, `random`, `key-value`, `variables`, `outbound-http`: that import
 * - `instance`: all imports gave the same, so that the component's instance kept something
 * - `limits`: the replay ran into a deadline, the memory limit or a trap
 */
export type ImportAtFault =
  | 'clock'
  | 'random'
  | 'key-value'
  | 'variables'
  | 'outbound-http'
  | 'instance'
  | 'limits';

/** Why a call did not replay when it was recorded. */
export interface Unreproducible {
  readonly import: ImportAtFault;
  /** In words; no value that the component saw. */
  readonly detail: string;
}

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
  /** Present when a replay at once showed that the call is no function of the recorded world. */
  readonly unreproducible?: Unreproducible;
}
