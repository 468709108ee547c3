import type { StartingWorld } from '../world/starting-world.ts';

/** Time between the starts of two calls of a scenario that has a clock, in milliseconds. */
const STEP_MS = 1_000;

/**
 * When a call of a scenario begins, in milliseconds since the Unix epoch; undefined when neither
 * the call nor the world says.
 *
 * @param index the calls before it
 */
export function callTime(
  world: StartingWorld,
  { at }: { readonly at?: number },
  index: number,
): number | undefined {
  return at ?? (world.clock === undefined ? undefined : world.clock + index * STEP_MS);
}
