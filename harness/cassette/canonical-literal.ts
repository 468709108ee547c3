/** A literal block: where the line after it begins, and what it says. */
export interface ScannedLiteral {
  readonly end: number;
  readonly text: string;
}

/**
 * The literal block whose header is at an offset, when it is one that `literalOf` could have given:
 * no white space at the end of a line, no empty line at its end. Otherwise undefined.
 *
 * @param margin how many spaces stand before each line that is not empty
 */
export function scanLiteral(
  text: string,
  start: number,
  margin: number,
): ScannedLiteral | undefined {
  HEADER.lastIndex = start;
  const header = HEADER.exec(text);
  if (header === null) return undefined;
  const [all, indicator, chomping] = header;
  let at = start + all.length;
  if (indicator === '' && !NO_SPACE_AT_MARGIN.test(text.slice(at, at + margin + 1))) {
    return undefined;
  }
  const lines: string[] = [];
  while (text.startsWith('\n', at) || isIndented(text, at, margin)) {
    const end = text.indexOf('\n', at);
    if (end < 0) return undefined;
    const line = end === at ? '' : text.slice(at + margin, end);
    if (line === '' ? end > at : /[ \t]$/.test(line)) return undefined;
    lines.push(line);
    at = end + 1;
  }
  if (lines.length === 0 || lines.at(-1) === '') return undefined;
  return { end: at, text: lines.join('\n') + (chomping === '-' ? '' : '\n') };
}

const HEADER = /\|(2?)(-?)\n/y;
/** Without an indicator, the first line tells how far the block is indented. */
const NO_SPACE_AT_MARGIN = /^ +[^ \t\n]$/;

function isIndented(text: string, start: number, margin: number): boolean {
  for (let at = start; at < start + margin; at += 1) {
    if (text.charCodeAt(at) !== 0x20) return false;
  }
  return true;
}
