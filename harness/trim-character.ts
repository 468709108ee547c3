/**
 * A text without the run of one character at its start. The expression `^c+` would do; its
 * counterpart `c+$` takes quadratic time if another character follows the run.
 *
 * @param character one UTF-16 code unit
 */
export function trimStartOf(text: string, character: string): string {
  let start = 0;
  while (text[start] === character) start += 1;
  return text.slice(start);
}

/** A text without the run of one character at its end, in linear time; see {@link trimStartOf}. */
export function trimEndOf(text: string, character: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === character) end -= 1;
  return text.slice(0, end);
}
