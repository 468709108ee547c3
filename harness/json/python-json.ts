import type { JsonText } from './json-text.ts';
import { jsonTokens } from './json-tokens.ts';
import { pythonNumber } from './python-number.ts';

/**
 * A JSON text as Python's `json.dumps` prints the value with its defaults: `", "` and `": "`, every
 * character outside ASCII as `\uXXXX`, members in their original order.
 */
export function pythonJson(text: JsonText): string {
  return reprinted(text, { comma: ', ', colon: ': ', string: asciiString });
}

/**
 * A JSON text as Python's `httpx` sends the value: without white space, in Unicode. Halves of
 * surrogate pairs stay escaped, because UTF-8 has none.
 */
export function sentJson(text: JsonText): JsonText {
  return reprinted(text, { comma: ',', colon: ':', string: (value) => JSON.stringify(value) });
}

interface Form {
  readonly comma: string;
  readonly colon: string;
  string(value: string): string;
}

function reprinted(text: JsonText, form: Form): string {
  const parts: string[] = [];
  for (const token of jsonTokens(text)) {
    if (token.kind === 'string') parts.push(form.string(JSON.parse(token.text) as string));
    else if (token.kind === 'number') parts.push(pythonNumber(token.text));
    else if (token.text === ',') parts.push(form.comma);
    else if (token.text === ':') parts.push(form.colon);
    else parts.push(token.text);
  }
  return parts.join('');
}

// Unlike JSON.stringify, Python escapes DEL and spells its escapes in lower case too.
function asciiString(value: string): string {
  return JSON.stringify(value).replace(
    /[\x7f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
