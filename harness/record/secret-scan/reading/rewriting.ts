/** A way to decode a text: matches of the pattern are replaced. */
export interface Rewriting {
  /** Global, and linear in the length of the text. */
  readonly pattern: RegExp;
  /** The replacement of a match. */
  readonly write: (match: string) => string;
}

/** A decoded text. */
export interface Reading {
  readonly text: string;
  /** The positions in the original text that these positions come from; both in ascending order. */
  readonly sourcesOf: (indexes: readonly number[]) => number[];
}

/** A text as it is written. */
export function plainReading(text: string): Reading {
  return { text, sourcesOf: (indexes) => [...indexes] };
}

/** A reading of a reading; the same one if nothing is rewritten. */
export function rewritten(reading: Reading, rewriting: Rewriting): Reading {
  const { pattern, write } = rewriting;
  const text = reading.text.replace(pattern, (match) => write(match));
  if (text === reading.text) return reading;
  return {
    text,
    sourcesOf: (indexes) => reading.sourcesOf(sourceIndexes(reading.text, rewriting, indexes)),
  };
}

// The matches are found again rather than kept: there may be millions, and finds are few.
function sourceIndexes(
  source: string,
  { pattern, write }: Rewriting,
  indexes: readonly number[],
): number[] {
  const sources: number[] = [];
  let read = 0;
  let written = 0;
  const next = (): number => indexes[sources.length] ?? Number.POSITIVE_INFINITY;
  for (const match of source.matchAll(pattern)) {
    const start = written + match.index - read;
    while (next() < start) sources.push(read + next() - written);
    const end = start + write(match[0]).length;
    while (next() < end) sources.push(match.index);
    if (sources.length === indexes.length) return sources;
    written = end;
    read = match.index + match[0].length;
  }
  while (sources.length < indexes.length) sources.push(read + next() - written);
  return sources;
}
