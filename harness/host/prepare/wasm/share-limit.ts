/** The size of a memory or table: how large it starts, and how large it may become. */
export interface Size {
  readonly minimum: number;
  /** Infinity when the module has none. */
  readonly maximum: number;
}

/** A size that a component has more than once: in each instance of a module. */
export interface CountedSize extends Size {
  readonly count: number;
}

/**
 * Shares a limit among all memories, or all tables, of a component. Each keeps what it starts with,
 * and the rest is shared equally among those that may grow, but none gets more than its maximum
 * allows. So the maxima together never exceed the limit, and maxima that already fit are kept.
 *
 * @returns the maximum of each, or undefined when they start with more than the limit together
 */
export function shareLimit(sizes: readonly CountedSize[], limit: number): number[] | undefined {
  let room = limit - sum(sizes, ({ minimum, count }) => minimum * count);
  if (room < 0) return undefined;
  const maxima = sizes.map(({ minimum }) => minimum);
  let left = sum(sizes, ({ count }) => count);
  const byGrowth = [...sizes.entries()].sort(([, a], [, b]) => compare(growth(a), growth(b)));
  for (const [index, size] of byGrowth) {
    const given = Math.min(growth(size), Math.floor(room / left));
    maxima[index] = size.minimum + given;
    room -= given * size.count;
    left -= size.count;
  }
  return maxima;
}

function sum<Item>(items: readonly Item[], value: (item: Item) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}

// The difference of two infinities would be NaN.
function compare(a: number, b: number): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// A maximum below the minimum is invalid, and must not leave more for the others.
function growth({ minimum, maximum }: Size): number {
  return Math.max(0, maximum - minimum);
}
