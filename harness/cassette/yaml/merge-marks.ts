/**
 * The line, counted from 1, at which a merge of Git left its first conflict; undefined when there
 * is none. Git writes seven signs at the beginning of a line (git-merge, "How conflicts are
 * presented").
 */
export function mergeMarkLine(text: string): number | undefined {
  const begin = /^<{7} /m.exec(text);
  if (begin === null || !/^={7}\r?$/m.test(text)) return undefined;
  return text.slice(0, begin.index).split('\n').length;
}
