import { encodedTexts } from './encoded-texts.ts';
import { encodedIndex, isPercentEncoded, percentDecoded } from './percent-encoding.ts';
import { looksRandom } from './random-value.ts';
import { type SecretSearch, shapeFinds, type TextFind } from './shape-finds.ts';
import { isTellingName, mayHoldTellingName } from './telling-name.ts';
import { withoutStandIns } from './without-stand-ins.ts';

/**
 * The secrets in a text, in the order in which they stand there: values of secret variables, known
 * shapes, random values beside telling names; also percent-encoded, and in base64.
 *
 * @param bytes the text, one character for each byte, so that an index is the place of a byte
 */
export function textFinds(bytes: string, search: SecretSearch): TextFind[] {
  if (bytes.length < SHORTEST_TEXT) return [];
  const text = withoutStandIns(bytes);
  const finds = directFinds(text, search);
  if (!isPercentEncoded(text)) return withoutOverlaps(finds);
  const decoded = directFinds(percentDecoded(text), search);
  const placed = decoded.map((find) => ({ ...find, index: encodedIndex(text, find.index) }));
  return withoutOverlaps([...finds, ...placed]);
}

/** No secret is shorter: see `unusableSecret` and `looksRandom`. */
const SHORTEST_TEXT = 8;

/** The secrets in a value that stands beside a name: as {@link textFinds}, or the whole value. */
export function namedFinds(name: string, bytes: string, search: SecretSearch): TextFind[] {
  const finds = textFinds(bytes, search);
  if (finds.length > 0 || !isTellingName(name)) return finds;
  const secret = withoutStandIns(bytes).trim();
  return looksRandom(secret) ? [{ kind: BESIDE_NAME, secret, index: 0 }] : [];
}

const BESIDE_NAME = 'a random value beside a telling name';

function directFinds(text: string, search: SecretSearch): TextFind[] {
  const encoded = encodedTexts(text).flatMap(({ text: decoded, index, isReadable }) => {
    const inside = withoutStandIns(decoded);
    const finds = [...shapeFinds(inside, search), ...(isReadable ? assignmentFinds(inside) : [])];
    return finds.map((find) => ({ ...find, kind: `${find.kind} in base64`, index }));
  });
  return [...shapeFinds(text, search), ...assignmentFinds(text), ...encoded];
}

/** `name = value` and its kind, as programs, settings, forms and JSON write it. */
const ASSIGNMENT = new RegExp(
  // A name and the end of its quotes or brackets, a sign, and a value, which may be quoted too.
  '(?<![\\w.-])([A-Za-z_][\\w.-]{1,60})\\\\*["\'`]?\\]?\\s{0,4}(?:=>|:=|[=:])\\s{0,4}' +
    '\\\\*["\'`]?([^\\s"\'`<>,;&\\\\()}\\]]{12,4096})(\\()?',
  'g',
);

function assignmentFinds(text: string): TextFind[] {
  if (!mayHoldTellingName(text)) return [];
  return [...text.matchAll(ASSIGNMENT)].flatMap((match) => {
    const [whole, name = '', secret = '', call] = match;
    // What is called is code that fetches the secret.
    if (call !== undefined || !isTellingName(name) || !looksRandom(secret)) return [];
    return [{ kind: BESIDE_NAME, secret, index: match.index + whole.length - secret.length }];
  });
}

// A token may have a shape, follow "Bearer" and stand beside a name; the first of these says most.
function withoutOverlaps(finds: readonly TextFind[]): TextFind[] {
  const ranked = finds.map((find, rank) => ({ find, rank, end: find.index + find.secret.length }));
  ranked.sort((one, other) => one.find.index - other.find.index || one.rank - other.rank);
  const kept: typeof ranked = [];
  for (const next of ranked) {
    const last = kept.at(-1);
    if (last === undefined || next.find.index >= last.end) kept.push(next);
    else if (next.rank < last.rank) kept[kept.length - 1] = next;
  }
  return kept.map(({ find }) => find);
}
