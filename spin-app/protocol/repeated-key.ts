/**
 * The first of `names` that is a key of the outermost object more than once, or null. JSON.parse
 * would silently take the last one, so that two readers of one request could see two calls.
 *
 * @param text valid JSON text
 */
export function findRepeatedKey(text: string, names: readonly string[]): string | null {
  // Walking the text is slow in a guest without a compiler, and almost never needed.
  const suspicious = /\\u00[4-7]/i.test(text) || names.some((name) => occursTwice(text, name));
  if (!suspicious) return null;
  const seen = new Set<string>();
  for (const key of outermostKeys(text)) {
    if (names.includes(key) && seen.has(key)) return key;
    seen.add(key);
  }
  return null;
}

function occursTwice(text: string, name: string): boolean {
  const quoted = `"${name}"`;
  return text.indexOf(quoted) !== text.lastIndexOf(quoted);
}

function* outermostKeys(text: string): Generator<string> {
  const structure = /["{}[\]]/g;
  const colon = /\s*:/y;
  let depth = 0;
  for (let mark = structure.exec(text); mark !== null; mark = structure.exec(text)) {
    if (mark[0] === '{' || mark[0] === '[') depth += 1;
    else if (mark[0] !== '"') depth -= 1;
    else {
      const end = endOfString(text, mark.index);
      colon.lastIndex = end;
      if (depth === 1 && colon.test(text)) yield String(JSON.parse(text.slice(mark.index, end)));
      structure.lastIndex = end;
    }
  }
}

/** The index behind the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); ; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0;
    while (text[quote - 1 - backslashes] === '\\') backslashes += 1;
    if (backslashes % 2 === 0) return quote + 1;
  }
}
