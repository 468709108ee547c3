/**
 * The line, counted from 1, of the first Git conflict marker; undefined if there is none. One
 * marker is enough, because whoever resolves a conflict by hand may forget single ones. For texts
 * that cannot be parsed: in others, a marker may begin a line of a valid value.
 */
export function mergeMarkLine(text: string): number | undefined {
  const mark = /^(?:<{7} |={7}\r?$|>{7} )/m.exec(text);
  return mark === null ? undefined : text.slice(0, mark.index).split('\n').length;
}

/**
 * Whether a conflict mark is at an offset: seven characters at the beginning of a line (git-merge,
 * "How conflicts are presented").
 */
export function isMergeMark(text: string, offset: number): boolean {
  const isAtStart = offset === 0 || text[offset - 1] === '\n';
  return isAtStart && /^(?:<{7} |={7}\r?(?:\n|$)|>{7} )/.test(text.slice(offset, offset + 10));
}
