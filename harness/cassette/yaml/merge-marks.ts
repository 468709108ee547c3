/**
 * The line, counted from 1, at which a merge of Git left its first conflict; undefined when there
 * is none. One mark is enough, because who resolves a conflict by hand forgets single ones. It is
 * to be asked about texts that cannot be read: there, no sound value begins a line with a mark.
 */
export function mergeMarkLine(text: string): number | undefined {
  const mark = /^(?:<{7} |={7}\r?$|>{7} )/m.exec(text);
  return mark === null ? undefined : text.slice(0, mark.index).split('\n').length;
}

/**
 * Whether a conflict mark is at an offset: seven signs at the beginning of a line (git-merge, "How
 * conflicts are presented").
 */
export function isMergeMark(text: string, offset: number): boolean {
  const isAtStart = offset === 0 || text[offset - 1] === '\n';
  return isAtStart && /^(?:<{7} |={7}\r?(?:\n|$)|>{7} )/.test(text.slice(offset, offset + 10));
}
