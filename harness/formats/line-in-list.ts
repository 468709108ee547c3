/** A string, a structural character, or any other value (RFC 8259, 2). */
const PIECES = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s[\]{},:"]+/g;

/**
 * The line at which an item of a JSON list begins, or a member of that item, counted from 1;
 * undefined if it does not exist. The text must be valid JSON.
 */
export function lineInList(text: string, item: number, member?: string): number | undefined {
  let depth = 0;
  let at = 0;
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const isItem = depth === 1 && at === item;
    if (isItem && !',]'.includes(piece) && member === undefined) return lineAt(text, index);
    const isMember = depth === 2 && at === item && piece.startsWith('"');
    if (isMember && member !== undefined && isKey(text, index + piece.length)) {
      if (JSON.parse(piece) === member) return lineAt(text, index);
    }
    if ('[{'.includes(piece)) depth += 1;
    else if (']}'.includes(piece)) depth -= 1;
    else if (piece === ',' && depth === 1) at += 1;
  }
  return undefined;
}

function isKey(text: string, end: number): boolean {
  return /^\s*:/.test(text.slice(end, end + 1_000));
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
