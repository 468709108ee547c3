import type { CallOutcome } from '../host/host.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import type { UnmatchedRequest } from '../world/outbound-http/recorded.ts';

/** What a call did when it was run again. */
export interface CallRun {
  readonly outcome: CallOutcome;
  /** What left the app, in the order of sending, with the answers that came. */
  readonly sent: readonly Exchange[];
  /** Requests that the recording does not know. */
  readonly unmatched: readonly UnmatchedRequest[];
  /** Recorded exchanges that the call never asked for. */
  readonly unused: readonly Exchange[];
  /** What it read that no earlier call of the run wrote. */
  readonly given: StoreSnapshot;
  /** What it changed. */
  readonly state: StoreSnapshot;
  /** Labels of the stores that it looked into or wrote to, sorted. */
  readonly stores: readonly string[];
}
