/** A piece of JSON text: a string with its quotes, a number, a word, or one of `{}[],:`. */
export interface JsonToken {
  readonly kind: 'string' | 'number' | 'word' | 'mark';
  readonly text: string;
}

/**
 * The tokens of a JSON text without the white space between them. The text must be valid JSON; for
 * other text the tokens are arbitrary.
 */
export function* jsonTokens(text: string): Generator<JsonToken, void, undefined> {
  let at = 0;
  while (at < text.length) {
    const character = text[at] ?? '';
    if (/\s/.test(character)) {
      at += 1;
      continue;
    }
    const end = tokenEnd(text, at);
    yield { kind: kindOf(character), text: text.slice(at, end) };
    at = end;
  }
}

/** The end of the string that begins at `start`: after its closing quote, or the text's end. */
export function stringEnd(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === '"') return at + 1;
  }
  return text.length;
}

function kindOf(character: string): JsonToken['kind'] {
  if (character === '"') return 'string';
  if ('{}[],:'.includes(character)) return 'mark';
  return /[-\d]/.test(character) ? 'number' : 'word';
}

function tokenEnd(text: string, start: number): number {
  const kind = kindOf(text[start] ?? '');
  if (kind === 'string') return stringEnd(text, start);
  if (kind === 'mark') return start + 1;
  let at = start + 1;
  while (at < text.length && !/[\s{}[\],:"]/.test(text[at] ?? '')) at += 1;
  return at;
}
