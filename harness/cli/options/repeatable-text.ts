/**
 * Whether a message may repeat a text that was given instead of a name. If the secret itself was
 * put into the wrong option, it would end up in logs. So a text with a long word is not repeated,
 * nor one that mixes letters and digits in all but a short word.
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
