import { completionsOf } from './completions.ts';

/**
 * What the scripts of shells read: a line for each word, which its meaning follows after a space,
 * and the line `:files` where the shell is to complete the paths of files.
 *
 * @param words what follows `spintape`, the last one unfinished or empty
 */
export function completionLines(words: readonly string[]): string {
  const { words: found, files } = completionsOf(words);
  const lines = found.map(({ word, means }) => (means === '' ? word : `${word} ${means}`));
  return [...lines, ...(files ? [':files'] : [])].map((line) => `${line}\n`).join('');
}
