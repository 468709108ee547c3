/**
 * A one-line YAML 1.2 scalar that every common reader, including those of YAML 1.1, reads back as
 * this string: plain if unambiguous, otherwise in single quotes or with escapes.
 */
export function printString(text: string): string {
  if (text.length <= LONGEST_PLAIN && PLAIN.test(text) && !RESERVED.test(text)) return text;
  if (!UNSAFE.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const escaped = text.replace(ESCAPED, (character) => ESCAPES[character] ?? unicode(character));
  return `"${escaped}"`;
}

/**
 * The header of a block literal that is read back as this text, and its lines without the last end
 * of line; undefined for a single line, and if a literal would be inexact or would change in
 * editors that strip trailing white space.
 */
export function literalOf(text: string): { header: string; lines: string } | undefined {
  if (!SEVERAL_LINES.test(text)) return undefined;
  if (UNSAFE_IN_LITERAL.test(text) || FRAGILE.test(text)) return undefined;
  const indicator = /^\s/.test(text) ? '2' : '';
  if (!text.endsWith('\n')) return { header: `|${indicator}-`, lines: text };
  return { header: `|${indicator}`, lines: text.slice(0, -1) };
}

/**
 * Whether a text has characters that we only print as escapes: they are invisible, or YAML forbids
 * them.
 */
export function hasInvisible(text: string): boolean {
  return UNSAFE_IN_LITERAL.test(text);
}

/**
 * Explicit ranges rather than Unicode categories, whose members differ between versions of Node:
 * controls, soft hyphen, zero-width and bidirectional marks, line and paragraph separators, byte
 * order mark, lone surrogates, and characters that YAML does not allow unescaped.
 */
const INVISIBLE =
  '\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u00a0\\u00ad\\u061c\\u180e\\u200b-\\u200f' +
  '\\u2028-\\u202f\\u2060-\\u206f\\ud800-\\udfff\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff';
const UNSAFE = new RegExp(`[\\t\\n${INVISIBLE}]`, 'u');
const UNSAFE_IN_LITERAL = new RegExp(`[${INVISIBLE}]`, 'u');
const ESCAPED = new RegExp(`["\\\\\\t\\n${INVISIBLE}]`, 'gu');

const SEVERAL_LINES = /\n./s;
/** White space before a line's end, or an empty line at the end. */
const FRAGILE = /[ \t]\n|[ \t]$|\n\n$/;

/** The pattern of plain strings needs memory for each character, and has none for millions. */
const LONGEST_PLAIN = 100_000;
const SECRET = '<secret:[a-z0-9_]+>';
const LATIN = '\\u00c0-\\u024f';
const PLAIN = new RegExp(
  `^(?:[A-Za-z_/${LATIN}]|${SECRET})` +
    `(?:[\\w./@+=~;()$^*!%&'${LATIN}-]|${SECRET}| (?=[\\w/(${LATIN}]|${SECRET}))*$`,
);
/** YAML 1.1 has more words than 1.2, and some of its readers treat e5 as a number. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n|e[-+]?\d+)$/i;

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\0': '\\0',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
};

function unicode(character: string): string {
  const code = character.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}
