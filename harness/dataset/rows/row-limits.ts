const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);

/** The most values that a row may have as JSON: a few bytes of text make many in memory. */
const MOST_VALUES = 1_000_000;

/** The most brackets and commas that a row may have, its texts included: they may be JSON too. */
const MOST_BRACKETS = 1_000_000;
const MOST_COMMAS = 4_000_000;

/** The most messages, calls, executions or reasoned actions that a row may have. */
export const MOST_ENTRIES = 20_000;

/**
 * Why the text of a row is not parsed: it would take more memory than any honest row does;
 * undefined where it is parsed.
 */
export function tooLarge(text: string): string | undefined {
  let [values, brackets, commas] = [0, 0, 0];
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    if (code === QUOTE) isText = !isText;
    if (code === COMMA) commas += 1;
    else if (OPENING.has(code)) brackets += 1;
    else continue;
    if (!isText) values += 1;
    if (values > MOST_VALUES) return `it has more than ${MOST_VALUES} values`;
    if (brackets > MOST_BRACKETS) return `it has more than ${MOST_BRACKETS} opening brackets`;
    if (commas > MOST_COMMAS) return `it has more than ${MOST_COMMAS} commas`;
  }
  return undefined;
}

/** Why a row is not judged that has so many of something; undefined where it is. */
export function tooMany(what: string, count: number): string | undefined {
  return count > MOST_ENTRIES ? `it has more than ${MOST_ENTRIES} ${what}` : undefined;
}
