import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { Interaction, Unreproducible } from '../tool-call/interaction.ts';
import type { CallStart } from '../world/call-sequence.ts';
import type { MemoryKeyValue } from '../world/key-value/key-value.ts';
import type { StoreRead } from '../world/key-value/traced-key-value.ts';

/** A call that has just been recorded, with what its file does not hold. */
export interface RecordedCall {
  readonly interaction: Interaction;
  /** Where its clock and randomness started. */
  readonly start: CallStart;
  /** Virtual time that it took, in milliseconds. */
  readonly elapsedMs: number;
  /** What it read from key-value stores. */
  readonly reads: readonly StoreRead[];
  /** Secret variables whose placeholders it saw, which a replay does not; sorted. */
  readonly secrets: readonly string[];
  /** How many calls of its session the file holds before it. */
  readonly ordinal: number;
  /** The seed in the file; default: that of the checked world. */
  readonly seed?: number | undefined;
  /** The stores of a replay of the file just before the call; not changed by the check. */
  readonly replayed: MemoryKeyValue;
}

/**
 * Replays a call as soon as it is recorded. Undefined when it reproduces.
 *
 * The recorder gets it as an argument, because recording and replaying do not import each other.
 */
export type CallCheck = (
  call: RecordedCall,
) => Promise<Unreproducible | DependsOnPlaceholder | undefined>;

/** A call that differs because it computes something from the placeholder of a secret. */
export interface DependsOnPlaceholder {
  /** Secret variables whose placeholders it saw. */
  readonly dependsOn: readonly string[];
  /** The first difference. */
  readonly where: DifferencePlace;
}

/** Which calls are replayed right after they are recorded, and how. */
export interface CallChecks {
  readonly check: CallCheck;
  /** `calls-with-secrets`: only those whose components saw a placeholder. */
  readonly of: 'all-calls' | 'calls-with-secrets';
}
