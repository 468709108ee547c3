/** A literal block: the offset of the line after it, and its value. */
export interface ScannedLiteral {
  readonly end: number;
  readonly text: string;
}

/**
 * The literal block whose header is at an offset, if `literalOf` could have printed it: no white
 * space at the end of a line, no empty line at its end. Otherwise undefined.
 *
 * @param margin how many spaces precede each line that is not empty
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
  const begin = start + all.length;
  if (indicator === '' && !NO_SPACE_AT_MARGIN.test(text.slice(begin, begin + margin + 1))) {
    return undefined;
  }
  const end = endOfLines(text, begin, margin);
  if (end === undefined || end === begin || text.startsWith('\n\n', end - 2)) return undefined;
  const content = withoutMargin(text.slice(begin, end), margin);
  return { end, text: chomping === '-' ? content.slice(0, -1) : content };
}

const HEADER = /\|(2?)(-?)\n/y;
/** Without an indicator, the first line determines the indentation. */
const NO_SPACE_AT_MARGIN = /^ +[^ \t\n]$/;
const NEW_LINE = 0x0a;
const SPACE = 0x20;
const TAB = 0x09;

/** Undefined if a line ends in white space, or with the text. */
function endOfLines(text: string, start: number, margin: number): number | undefined {
  let at = start;
  while (text.charCodeAt(at) === NEW_LINE || isIndented(text, at, margin)) {
    const end = text.indexOf('\n', at);
    const last = text.charCodeAt(end - 1);
    if (end < 0 || (end > at && (last === SPACE || last === TAB))) return undefined;
    at = end + 1;
  }
  return at;
}

function isIndented(text: string, start: number, margin: number): boolean {
  for (let at = start; at < start + margin; at += 1) {
    if (text.charCodeAt(at) !== SPACE) return false;
  }
  return true;
}

/** How much is replaced at a time: millions of lines at once would need many times their length. */
const CHUNK = 1 << 20;

function withoutMargin(lines: string, margin: number): string {
  const pattern = new RegExp(`^ {${margin}}`, 'gm');
  const parts: string[] = [];
  let at = 0;
  while (at < lines.length) {
    const end = lines.indexOf('\n', at + CHUNK) + 1 || lines.length;
    parts.push(lines.slice(at, end).replace(pattern, ''));
    at = end;
  }
  return parts.join('');
}
