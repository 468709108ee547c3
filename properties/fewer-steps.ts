import { Breach } from './breach.ts';

/** A value that breaks a law, and how. */
export interface BreakingValue {
  readonly value: unknown;
  readonly breach: Breach;
}

/**
 * A value whose list of steps is as short as it gets: each single step is left out for as long as
 * the law is broken all the same. fast-check's shrinking may end before that, because it goes on
 * from what it left out before. A value without such a list stays as it is.
 *
 * @param holds tries a value; what it throws besides a {@link Breach} says nothing
 */
export async function withFewerSteps(
  found: BreakingValue,
  holds: (value: unknown) => unknown,
): Promise<BreakingValue> {
  for (const value of withoutOneStep(found.value)) {
    try {
      await holds(value);
    } catch (breach) {
      if (breach instanceof Breach) return await withFewerSteps({ value, breach }, holds);
    }
  }
  return found;
}

/** The value without each of its steps, the last first; steps stand in it, or in a member of it. */
function* withoutOneStep(value: unknown): Generator<unknown> {
  if (isSteps(value)) {
    for (const at of [...value.keys()].reverse()) {
      if (value.length > 1) yield value.toSpliced(at, 1);
    }
  } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    for (const [name, member] of Object.entries(value)) {
      if (!isSteps(member)) continue;
      for (const fewer of withoutOneStep(member)) yield { ...value, [name]: fewer };
    }
  }
}

function isSteps(value: unknown): value is readonly object[] {
  return Array.isArray(value) && value.length > 0 && value.every(isStep);
}

function isStep(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string'
  );
}
