/** A one-line scalar: its end, its value, and whether it is without quotes. */
export interface ScannedScalar {
  readonly end: number;
  readonly text: string;
  readonly isPlain: boolean;
}

/**
 * The one-line scalar at an offset, if `printString` prints it like this, or if it is a number, a
 * time, `true`, `false` or `null`; otherwise undefined, even if YAML allows it.
 */
export function scanScalar(text: string, start: number): ScannedScalar | undefined {
  const code = text.charCodeAt(start);
  if (code === SINGLE_QUOTE) return scanSingleQuoted(text, start);
  if (code === DOUBLE_QUOTE) return scanDoubleQuoted(text, start);
  return scanPlain(text, start);
}

const SINGLE_QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const SPACE = 0x20;
const MINUS = 0x2d;
const LESS_THAN = 0x3c;
const NEW_LINE = 0x0a;

const LATIN = /[\u00c0-\u024f]/;
const WORD = tableOf(/\w/);
const FIRST = tableOf(/[\w/]/, LATIN);
const INNER = tableOf(/[\w./@+=~;()$^*!%&'-]/, LATIN);
const AFTER_SPACE = tableOf(/[\w/(]/, LATIN);
const DIGIT = tableOf(/\d/);
const SECRET = /<secret:[a-z0-9_]+>/y;

/** Whether a character is in one of the classes, by its code; all of them end below 0x250. */
function tableOf(...classes: readonly RegExp[]): Uint8Array {
  return Uint8Array.from({ length: 0x250 }, (_, code) =>
    classes.some((one) => one.test(String.fromCharCode(code))) ? 1 : 0,
  );
}

// A loop over tables, because a regular expression needs memory for each character it might give
// back, and plain scalars of megabytes are usual: base64.
function scanPlain(text: string, start: number): ScannedScalar | undefined {
  const first = text.charCodeAt(start);
  const isNegative = first === MINUS && DIGIT[text.charCodeAt(start + 1)] === 1;
  if (FIRST[first] !== 1 && !isNegative && secretEnd(text, start) === 0) return undefined;
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (INNER[code] === 1) at += 1;
    else if (code === COLON && WORD[text.charCodeAt(at + 1)] === 1) at += 1;
    else if (code === SPACE && isAfterSpace(text, at + 1)) at += 1;
    else {
      const end = code === LESS_THAN ? secretEnd(text, at) : 0;
      if (end === 0) return { end: at, text: text.slice(start, at), isPlain: true };
      at = end;
    }
  }
}

function isAfterSpace(text: string, at: number): boolean {
  return AFTER_SPACE[text.charCodeAt(at)] === 1 || secretEnd(text, at) > 0;
}

/** The end of the `<secret:name>` at an offset; 0 if there is none. */
function secretEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== LESS_THAN) return 0;
  SECRET.lastIndex = at;
  return SECRET.test(text) ? SECRET.lastIndex : 0;
}

/** How much is replaced at a time: millions of escapes at once would need much memory. */
const CHUNK = 1 << 16;

function scanSingleQuoted(text: string, start: number): ScannedScalar | undefined {
  const parts: string[] = [];
  let from = start + 1;
  let end = text.indexOf("'", from);
  while (end >= 0 && text.charCodeAt(end + 1) === SINGLE_QUOTE) {
    if (end - from > CHUNK) {
      parts.push(text.slice(from, end).replace(/''/g, "'"));
      from = end;
    }
    end = text.indexOf("'", end + 2);
  }
  if (end < 0) return undefined;
  const lineEnd = text.indexOf('\n', start);
  if (lineEnd >= 0 && lineEnd < end) return undefined;
  parts.push(text.slice(from, end).replace(/''/g, "'"));
  return { end: end + 1, text: parts.join(''), isPlain: false };
}

function scanDoubleQuoted(text: string, start: number): ScannedScalar | undefined {
  const parts: Array<string | undefined> = [];
  let from = start + 1;
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) break;
    if (Number.isNaN(code) || code === NEW_LINE) return undefined;
    if (code === BACKSLASH && at - from > CHUNK) {
      parts.push(unescaped(text.slice(from, at)));
      from = at;
    }
    at += code === BACKSLASH ? 2 : 1;
  }
  parts.push(unescaped(text.slice(from, at)));
  if (parts.includes(undefined)) return undefined;
  return { end: at + 1, text: parts.join(''), isPlain: false };
}

const ESCAPE = /\\(x[0-9a-f]{2}|u[0-9a-f]{4}|.)/gs;

const CHARACTERS: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '0': '\0',
  t: '\t',
  n: '\n',
  r: '\r',
};

/** Undefined when there is an escape that we do not print, or half of a surrogate pair. */
function unescaped(content: string): string | undefined {
  if (!content.includes('\\')) return content;
  let isOurs = true;
  const value = content.replace(ESCAPE, (spelling, letter: string) => {
    const isCode = spelling.length > 2;
    const code = isCode ? Number.parseInt(spelling.slice(2), 16) : 0;
    const character = isCode ? String.fromCharCode(code) : CHARACTERS[letter];
    if (character === undefined || (code >= 0xd800 && code <= 0xdfff)) isOurs = false;
    return character ?? '';
  });
  return isOurs ? value : undefined;
}
