/**
 * A pattern for every form of a secret in bytes read as Latin-1: raw as UTF-8, percent-encoded (RFC
 * 3986; `+` for a space, as in forms), and escaped in a JSON string, also if that JSON is in a
 * string of other JSON. Each character may have its own form, because encoders differ in which
 * characters they encode.
 */
export function secretPattern(secret: string): string {
  return [...secret].map(characterPattern).join('');
}

const SHORT_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['\b', 'b'],
  ['\f', 'f'],
  ['\n', 'n'],
  ['\r', 'r'],
  ['\t', 't'],
]);

// In JSON inside a JSON string, the escapes are themselves escaped, and so on.
const ESCAPE = String.raw`\\{1,7}`;

function characterPattern(character: string): string {
  const bytes = [...Buffer.from(character, 'utf8')];
  const raw = bytes.map(byteEscape).join('');
  const percent = bytes.map((byte) => `%${hexPattern(byte, 2)}`).join('');
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const json = units.map((unit) => `${ESCAPE}u${hexPattern(unit, 4)}`).join('');
  const short = SHORT_ESCAPES.get(character);
  // It is ambiguous how many backslashes represent a backslash itself, so it has only one form.
  const before = character === '\\' ? '\\\\' : ESCAPE;
  // An escape comes first, so that a raw backslash matches only the rest.
  const forms = [
    ...(short === undefined ? [] : [`${before}${byteEscape(short.charCodeAt(0))}`]),
    json,
    percent,
    raw,
    ...(character === ' ' ? [String.raw`\+`] : []),
  ];
  return `(?:${forms.join('|')})`;
}

function byteEscape(byte: number): string {
  return `\\x${byte.toString(16).padStart(2, '0')}`;
}

function hexPattern(number: number, digits: number): string {
  return number
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}
