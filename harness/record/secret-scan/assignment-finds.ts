import { looksRandom } from './shapes/random-value.ts';
import { isSensitiveName, mayHoldSensitiveName } from './shapes/sensitive-name.ts';
import { type SecretSearch, type TextFind, unsearched } from './shapes/shape-finds.ts';

/** How a random value with a sensitive name is reported. */
export const NAMED_VALUE = 'a random value with a sensitive name';

/**
 * `name = value` and similar, as in programs, settings, forms and JSON: a part of a sensitive name
 * with the rest of it, closing quotes or brackets, a sign, and the beginning of a value, which may
 * be quoted too.
 */
export const ASSIGNMENT = new RegExp(
  '(?:auth|bearer|credential|jwt|key|pass|pwd|secret|token)[\\w.-]{0,40}' +
    '(\\\\{0,8}["\'`]?\\]?\\s{0,4}(?:=>|:=|[=:])\\s{0,4}\\\\{0,8}["\'`]?)' +
    '([^\\s"\'`<>,;&\\\\()}\\]]{12})',
  'gi',
);

/** Sticky: the rest of a value, and the parenthesis of a function call. */
const REST = /[^\s"'`<>,;&\\()}\]]{0,4085}/y;
const LONGEST_NAME = 60;

/** The random values with sensitive names in readable text. */
export function assignmentFinds(text: string, { budget }: SecretSearch): TextFind[] {
  if (!mayHoldSensitiveName(text)) return [];
  const finds: TextFind[] = [];
  ASSIGNMENT.lastIndex = 0;
  for (let match = ASSIGNMENT.exec(text); match !== null; match = ASSIGNMENT.exec(text)) {
    const [whole, sign = '', least = ''] = match;
    const index = match.index + whole.length - least.length;
    const nameEnd = index - sign.length;
    // A function call is code that fetches the secret. Values may be nested: `url=…?token=…`.
    ASSIGNMENT.lastIndex = nameEnd;
    if (!isSensitiveName(text.slice(nameStart(text, match.index), nameEnd))) continue;
    const end = endOfValue(text, index + least.length);
    if (!budget.read(end - index)) return [...finds, unsearched(TOO_MUCH, index)];
    const secret = text.slice(index, end);
    if (text.charAt(end) === '(' || !looksRandom(secret)) continue;
    if (!budget.find()) return finds;
    finds.push({ kind: NAMED_VALUE, secret, index });
    ASSIGNMENT.lastIndex = end;
  }
  return finds;
}

/** Why a text was not read to its end. */
export const TOO_MUCH = 'more than one scan reads';

function nameStart(text: string, index: number): number {
  let start = index;
  while (start > 0 && index - start < LONGEST_NAME && /[\w.-]/.test(text.charAt(start - 1))) {
    start -= 1;
  }
  return start;
}

function endOfValue(text: string, from: number): number {
  REST.lastIndex = from;
  REST.test(text);
  return REST.lastIndex;
}
