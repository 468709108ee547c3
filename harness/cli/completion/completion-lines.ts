import { completionsOf } from './completions.ts';

/**
 * What the scripts of shells read: a line for each word, followed by a space and its meaning, and
 * the line `:files` if the shell should complete the paths of files.
 *
 * @param words the words after `spintape`, the last one unfinished or empty
 */
export function completionLines(words: readonly string[]): string {
  const { words: found, files } = completionsOf(words);
  const lines = found.map(({ word, means }) => (means === '' ? word : `${word} ${means}`));
  return [...lines, ...(files ? [':files'] : [])].map((line) => `${line}\n`).join('');
}
