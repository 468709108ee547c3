import type { DifferencePlace } from '../tool-call/difference-place.ts';
import type { Interaction, Unreproducible } from '../tool-call/interaction.ts';
import type { CallStart } from '../world/call-sequence.ts';
import type { MemoryKeyValue } from '../world/key-value/key-value.ts';
import type { StoreRead } from '../world/key-value/traced-key-value.ts';

/** A call that has just been recorded, with what its file will not say. */
export interface RecordedCall {
  readonly interaction: Interaction;
  /** What its clock and randomness started from. */
  readonly start: CallStart;
  /** Virtual time that it took, in milliseconds. */
  readonly elapsedMs: number;
  /** What it asked of the key-value stores. */
  readonly reads: readonly StoreRead[];
  /** Secret variables whose placeholders it saw, which a replay does not; sorted. */
  readonly secrets: readonly string[];
  /** How many calls of its session the file holds before it. */
  readonly ordinal: number;
  /** The seed that the file states; that of the checked world by default. */
  readonly seed?: number | undefined;
  /** What a replay of the file holds before the call; left as it was. */
  readonly replayed: MemoryKeyValue;
}

/**
 * Replays a call as soon as it is recorded. Undefined when it reproduces.
 *
 * The recorder is given one, because it does not know the replay, nor the replay it.
 */
export type CallCheck = (
  call: RecordedCall,
) => Promise<Unreproducible | DependsOnPlaceholder | undefined>;

/** A call that differs because it computes something from the placeholder of a secret. */
export interface DependsOnPlaceholder {
  /** Secret variables whose placeholders it saw. */
  readonly dependsOn: readonly string[];
  /** What differs first. */
  readonly where: DifferencePlace;
}

/** How calls are replayed while they are recorded. */
export interface CallChecks {
  readonly check: CallCheck;
  /** `calls-with-secrets`: only those whose components saw a placeholder. */
  readonly of: 'all-calls' | 'calls-with-secrets';
}
