/**
 * How a text is encoded in bytes that are read as Latin-1, or undefined if no form of it is found:
 * base64 (also URL-safe, at any alignment), hexadecimal, UTF-16, and escapes of single characters
 * as URLs, JSON, HTML and shells write them.
 */
export function encodedForm(text: string, inside: string): string | undefined {
  const base64 = (part: string): boolean => inside.includes(part);
  if (base64Parts(text).some(base64)) return 'base64';
  const hex = Buffer.from(text, 'latin1').toString('hex');
  if (inside.toLowerCase().includes(hex)) return 'hexadecimal';
  if (inside.includes([...text].join('\0'))) return 'UTF-16';
  return unescaped(inside).includes(text) ? 'escaped' : undefined;
}

// A text begins at one of three places within the groups of base64; the characters that depend on
// its neighbours are left out at both ends. Letters and digits have the same form in both
// alphabets, except groups that yield `+` and `/`.
function base64Parts(text: string): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const encoded = Buffer.from(`${'\0'.repeat(shift)}${text}`, 'latin1').toString('base64');
    const from = shift === 0 ? 0 : shift + 1;
    const whole = Math.floor(((shift + text.length) * 8) / 6);
    const part = encoded.slice(from, whole);
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

const ESCAPE = new RegExp(
  String.raw`%([0-9a-f]{2})|\\u00([0-9a-f]{2})|\\x([0-9a-f]{2})` +
    '|&#x0{0,6}([0-9a-f]{2});|&#0{0,6}([0-9]{2,3});',
  'gi',
);

function unescaped(text: string): string {
  if (!/[%\\&]/.test(text)) return '';
  return text.replace(ESCAPE, (whole, ...groups: (string | undefined)[]) => {
    const [percent, json, hex, html, decimal] = groups;
    const digits = percent ?? json ?? hex ?? html;
    const code = digits === undefined ? Number(decimal) : Number.parseInt(digits, 16);
    return Number.isNaN(code) ? whole : String.fromCharCode(code);
  });
}
