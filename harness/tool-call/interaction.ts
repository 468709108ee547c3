import type { DeniedUse } from './denied-use.ts';
import type { Exchange } from './exchange.ts';
import type { HttpRequest, HttpResponse } from './http-message.ts';
import type { PrintedLine } from './printed-line.ts';

/** Values by key by store label; `null` says that the key is known to be absent. */
export type StoreSnapshot = ReadonlyMap<string, ReadonlyMap<string, Uint8Array | null>>;

/**
 * The cause of a difference between a call and its replay: an import that gave different values, or
 * something else.
 *
 * - `clock`, `random`, `key-value`, `variables`, `outbound-http`: that import
 * - `instance`: all imports gave the same, so the component's instance must have kept something
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
 * A call with its response, its exchanges, and its reads and writes of stores.
 *
 * `given` has the entries that the call read and that no earlier call of the same file wrote;
 * `state` has those that it changed (a value, or `null` for a deleted key). Both by store label.
 */
export interface Interaction {
  /** The world's wall clock when the call began, in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly request: HttpRequest;
  readonly response: HttpResponse;
  readonly exchanges: readonly Exchange[];
  readonly given: StoreSnapshot;
  readonly state: StoreSnapshot;
  /** What components asked for and were denied, each use once. */
  readonly refused?: readonly DeniedUse[];
  /** What components printed; kept on request only, and never compared. */
  readonly printed?: readonly PrintedLine[];
  /** Present if the hot replay showed that the call is not a function of the recorded world. */
  readonly unreproducible?: Unreproducible;
}
