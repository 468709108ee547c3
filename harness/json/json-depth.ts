/**
 * The deepest nesting that is read in JSON of other people's files and answers. Whatever walks
 * through a value may recurse that deep; nobody writes deeper values but to break their reader.
 */
export const FOREIGN_DEPTH_LIMIT = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/**
 * Where a JSON text is nested deeper than a limit first, as an offset; undefined where it is not.
 * It recurses nowhere, and takes any text: in one that is not JSON, brackets are counted.
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

/** Where the string ends that begins at an offset: at its closing quote, or where the text ends. */
function stringEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) {
    at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  }
  return at;
}
