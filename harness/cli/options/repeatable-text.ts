/**
 * Whether a text that was given where a name belongs may be repeated in a message: one that was put
 * into the wrong option may be the secret itself, and messages end up in logs. What has a long
 * word, or letters beside digits in more than a short one, is not repeated.
 */
export function isRepeatable(text: string): boolean {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return (
    text.length <= LONGEST_TEXT &&
    words.every((word) => word.length <= (/^\p{L}+$/u.test(word) ? LONGEST_WORD : LONGEST_MIX))
  );
}

const LONGEST_TEXT = 60;
const LONGEST_WORD = 10;
const LONGEST_MIX = 6;
