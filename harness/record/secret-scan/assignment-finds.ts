import { looksRandom } from './shapes/random-value.ts';
import { isSensitiveName, mayHoldSensitiveName } from './shapes/sensitive-name.ts';
import { type SecretSearch, type TextFind, unsearched } from './shapes/shape-finds.ts';

/** What a random value beside a telling name is called. */
export const BESIDE_NAME = 'a random value beside a telling name';

/**
 * `name = value` and its kind, as programs, settings, forms and JSON write it: a part of a telling
 * name with the rest of it, the end of its quotes or brackets, a sign, and the least of a value,
 * which may be quoted too.
 */
export const ASSIGNMENT = new RegExp(
  '(?:auth|bearer|credential|jwt|key|pass|pwd|secret|token)[\\w.-]{0,40}' +
    '(\\\\{0,8}["\'`]?\\]?\\s{0,4}(?:=>|:=|[=:])\\s{0,4}\\\\{0,8}["\'`]?)' +
    '([^\\s"\'`<>,;&\\\\()}\\]]{12})',
  'gi',
);

/** Sticky: the rest of a value, and what follows where it is called. */
const REST = /[^\s"'`<>,;&\\()}\]]{0,4085}/y;
const LONGEST_NAME = 60;

/** The random values beside telling names in a text that reads as text. */
export function assignmentFinds(text: string, { budget }: SecretSearch): TextFind[] {
  if (!mayHoldSensitiveName(text)) return [];
  const finds: TextFind[] = [];
  ASSIGNMENT.lastIndex = 0;
  for (let match = ASSIGNMENT.exec(text); match !== null; match = ASSIGNMENT.exec(text)) {
    const [whole, sign = '', least = ''] = match;
    const index = match.index + whole.length - least.length;
    const nameEnd = index - sign.length;
    // What is called is code that fetches the secret. Values stand in values: `url=…?token=…`.
    ASSIGNMENT.lastIndex = nameEnd;
    if (!isSensitiveName(text.slice(nameStart(text, match.index), nameEnd))) continue;
    const end = endOfValue(text, index + least.length);
    if (!budget.read(end - index)) return [...finds, unsearched(TOO_MUCH, index)];
    const secret = text.slice(index, end);
    if (text.charAt(end) === '(' || !looksRandom(secret)) continue;
    if (!budget.find()) return finds;
    finds.push({ kind: BESIDE_NAME, secret, index });
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
