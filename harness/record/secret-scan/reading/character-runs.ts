/** The position of a run of characters. */
export interface CharacterRun {
  readonly index: number;
  readonly end: number;
}

/** Whether each of the first 128 characters belongs to a run. */
export type Alphabet = readonly boolean[];

/** The characters that a pattern for one character takes. */
export function alphabetOf(pattern: RegExp): Alphabet {
  return Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)));
}

/**
 * The runs of at least so many characters of an alphabet. A regular expression would try each
 * position of a word again; this checks the end of the shortest run first, and so reads few
 * characters twice.
 */
export function* characterRuns(
  text: string,
  alphabet: Alphabet,
  least: number,
): Generator<CharacterRun> {
  const isMember = (index: number): boolean => alphabet[text.charCodeAt(index)] === true;
  // No character before this place belongs to a run that is still to be found.
  let start = 0;
  while (start + least <= text.length) {
    let at = start + least - 1;
    while (at >= start && isMember(at)) at -= 1;
    if (at >= start) {
      start = at + 1;
      continue;
    }
    let end = start + least;
    while (isMember(end)) end += 1;
    yield { index: start, end };
    start = end + 1;
  }
}
