/** The nesting limit for untrusted JSON. Code may recurse this deep; only attacks nest deeper. */
export const FOREIGN_DEPTH_LIMIT = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * The first offset where a JSON text is nested deeper than a limit; undefined if it is not. It does
 * not recurse, and accepts any text: in a text that is not JSON, it counts brackets.
 */
export function tooDeepAt(text: string, limit = FOREIGN_DEPTH_LIMIT): number | undefined {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = stringEnd(text, at);
    else if (CLOSING.has(code)) depth -= 1;
    else if (OPENING.has(code)) {
      depth += 1;
      if (depth > limit) return at;
    }
  }
  return undefined;
}

/** The value of a JSON text that is not nested too deep; undefined for any other. */
export function shallowJson(text: string): { readonly value: unknown } | undefined {
  if (tooDeepAt(text) !== undefined) return undefined;
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

/** The end of the string that begins at an offset: its closing quote, or the end of the text. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
}
