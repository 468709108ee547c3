/**
 * Finds the line of an offset in a text, counted from 1. Lines end with `\n`; the text is only read
 * as far as necessary.
 */
export function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  let next = text.indexOf('\n') + 1;
  return (offset) => {
    while (next > 0 && next <= offset) {
      starts.push(next);
      next = text.indexOf('\n', next) + 1;
    }
    return countUpTo(starts, offset);
  };
}

/** How many of the ascending numbers are not above a limit. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
