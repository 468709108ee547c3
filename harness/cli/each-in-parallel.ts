/**
 * Runs a function over items, some at a time, and gives the results in the order of the items. The
 * first rejection ends it; what is under way then still runs, but nothing new starts.
 *
 * @param atOnce how many may run at the same time
 */
export async function eachInParallel<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  run: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Map<number, Result>();
  const queue = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of queue) results.set(index, await run(item));
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, lane));
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}
