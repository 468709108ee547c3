/** So many characters of one run before a text, and the run is data rather than a word. */
const LONG_RUN = 40;

/** Whether the character before a position is neither a letter nor a digit. */
export function isWordStart(text: string, index: number): boolean {
  return !isLetterOrDigit(text.charCodeAt(index - 1));
}

/** Whether the character at a position is neither a letter nor a digit. */
export function isWordEnd(text: string, end: number): boolean {
  return !isLetterOrDigit(text.charCodeAt(end));
}

/** Whether a long run of letters, digits, `-` and `_` precedes a position. */
export function isInsideData(text: string, index: number): boolean {
  return index >= LONG_RUN && /^[\w-]*$/.test(text.slice(index - LONG_RUN, index));
}

// Beyond the ends, the character code is NaN, which is neither.
function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
