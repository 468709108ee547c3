/**
 * Runs a function over items, several at a time, and returns the results in the order of the items.
 * After a rejection, running items finish but no new ones start, and the result is the rejection of
 * the first item that failed. Items start in order, so that is always the same item.
 *
 * @param atOnce how many may run at the same time
 */
export async function eachInParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const failures = new Map<number, unknown>();
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) {
      try {
        results.set(index, await run(item));
      } catch (error) {
        failures.set(index, error);
      }
      if (failures.size > 0) return;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  for (const [, error] of inOrder(failures)) throw error;
  return inOrder(results).map(([, result]) => result);
}

function inOrder<Value>(values: ReadonlyMap<number, Value>): Array<[number, Value]> {
  return [...values].sort(([a], [b]) => a - b);
}
