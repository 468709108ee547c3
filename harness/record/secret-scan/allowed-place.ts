/**
 * Whether an allowance matches a place. A `*` in the allowance matches any number:
 * `step *, response body, $.items[*].token`.
 */
export function placeMatcher(allowed: string): (place: string) => boolean {
  const [first = '', ...rest] = allowed.split(/\*+/);
  return (place) => {
    if (!place.startsWith(first)) return false;
    // All positions that a reading of the allowance can reach: a number may end anywhere.
    let ends = new Set([first.length]);
    for (const part of rest) ends = endsAfterNumber(place, ends, part);
    return ends.has(place.length);
  };
}

function endsAfterNumber(place: string, starts: ReadonlySet<number>, part: string): Set<number> {
  const numberEnds = new Set<number>();
  for (const start of starts) {
    let end = start;
    while (/^[0-9]$/.test(place.charAt(end)) && !numberEnds.has(end + 1)) {
      end += 1;
      numberEnds.add(end);
    }
  }
  const ends = [...numberEnds].filter((end) => place.startsWith(part, end));
  return new Set(ends.map((end) => end + part.length));
}
