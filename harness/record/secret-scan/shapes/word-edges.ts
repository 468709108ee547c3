/** So many characters of one run before a text, and the run is data rather than a word. */
const LONG_RUN = 40;

/** Whether no letter or digit stands directly before a place in a text. */
export function isWordStart(text: string, index: number): boolean {
  return !isLetterOrDigit(text.charCodeAt(index - 1));
}

/** Whether no letter or digit stands at a place in a text. */
export function isWordEnd(text: string, end: number): boolean {
  return !isLetterOrDigit(text.charCodeAt(end));
}

/** Whether what stands before a place is a long run of letters, digits, `-` and `_`. */
export function isInsideData(text: string, index: number): boolean {
  return index >= LONG_RUN && /^[\w-]*$/.test(text.slice(index - LONG_RUN, index));
}

// Beyond the ends there is NaN, which is neither.
function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
