import type { ListIn } from './list-in.ts';
import { Violation } from './violation.ts';

/** A value that breaks a law, and how. */
export interface BreakingValue {
  readonly value: unknown;
  readonly violation: Violation;
}

/** How to remove items from a value, and check the result. */
export interface Fewer {
  /** The lists of the law's values. */
  readonly lists: readonly ListIn<unknown>[];
  /** Tries a value; errors other than a {@link Violation} are ignored. */
  holds(value: unknown): unknown;
  /** Ends the search with the best value so far. */
  readonly signal?: AbortSignal | undefined;
}

/** How many pairs are tried if no single item can be removed. */
const MOST_PAIRS = 200;

/**
 * A value with minimal lists: items are removed as long as the law is still violated; if no single
 * item can be removed, pairs are tried, at most {@link MOST_PAIRS}. fast-check's shrinking may stop
 * earlier, because it does not retry earlier removals.
 */
export async function withFewerSteps(found: BreakingValue, fewer: Fewer): Promise<BreakingValue> {
  let smallest = found;
  for (;;) {
    const smaller = await firstBreaking(shorter(smallest.value, fewer.lists), fewer);
    if (smaller === undefined) return smallest;
    smallest = smaller;
  }
}

async function firstBreaking(
  values: Iterable<unknown>,
  { holds, signal }: Fewer,
): Promise<BreakingValue | undefined> {
  for (const value of values) {
    if (signal?.aborted) return undefined;
    try {
      await holds(value);
    } catch (violation) {
      if (violation instanceof Violation) return { value, violation };
    }
  }
  return undefined;
}

/** The value without each of its items, the last first, and then without each two. */
function* shorter(value: unknown, lists: Fewer['lists']): Generator<unknown> {
  for (const list of lists) {
    for (const place of placesIn(value, list)) yield list.without(value, place);
  }
  let pairs = 0;
  for (const pair of withoutTwo(value, lists)) {
    if (pairs === MOST_PAIRS) return;
    pairs += 1;
    yield pair;
  }
}

/** The value without each two of its items, of one list or of two. */
function* withoutTwo(value: unknown, lists: Fewer['lists']): Generator<unknown> {
  for (const [at, list] of lists.entries()) {
    for (const place of placesIn(value, list)) {
      const one = list.without(value, place);
      for (const other of placesIn(one, list)) {
        // The second item precedes the first, so each pair is tried once.
        if (other < place) yield list.without(one, other);
      }
      for (const next of lists.slice(at + 1)) {
        for (const other of placesIn(one, next)) yield next.without(one, other);
      }
    }
  }
}

/** The places of items that may be left out, the last first. */
function placesIn(value: unknown, list: ListIn<unknown>): readonly number[] {
  const length = list.lengthIn(value);
  return length > list.least ? [...Array(length).keys()].reverse() : [];
}
