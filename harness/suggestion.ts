/** The candidate that a misspelt word probably means, or undefined if none is similar. */
export function suggestion(word: string, candidates: readonly string[]): string | undefined {
  const scored = candidates.map((candidate) => ({
    candidate,
    distance: editDistance(word.toLowerCase().slice(0, LONGEST), candidate.toLowerCase()),
  }));
  const [best] = scored.toSorted((one, other) => one.distance - other.distance);
  // If every letter differs, the words have nothing in common.
  if (best === undefined || best.distance >= best.candidate.length) return undefined;
  return best.distance <= Math.max(1, best.candidate.length / 3) ? best.candidate : undefined;
}

/** Longer words are like no key of ours; the limit keeps hostile input cheap. */
const LONGEST = 64;

/** The number of insertions, deletions, changes and swaps of neighbours between two words. */
function editDistance(one: string, other: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    for (let column = 1; column <= other.length; column++) {
      const cost = one[row - 1] === other[column - 1] ? 0 : 1;
      const change = at(last, column - 1) + cost;
      const best = Math.min(at(current, column - 1) + 1, at(last, column) + 1, change);
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      current.push(isSwap ? Math.min(best, at(beforeLast, column - 2) + 1) : best);
    }
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
