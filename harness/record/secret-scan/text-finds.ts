import { Buffer } from 'node:buffer';
import { assignmentFinds, NAMED_VALUE, TOO_MUCH } from './assignment-finds.ts';
import { type EncodedText, encodedTexts } from './reading/encoded-texts.ts';
import { packedLayers } from './reading/packed-layers.ts';
import { readingsOf } from './reading/readings.ts';
import type { Reading } from './reading/rewriting.ts';
import { looksRandom } from './shapes/random-value.ts';
import { isSensitiveName } from './shapes/sensitive-name.ts';
import { type SecretSearch, shapeFinds, type TextFind, unsearched } from './shapes/shape-finds.ts';
import { withoutPlaceholders } from './without-placeholders.ts';

/**
 * The secrets in a text, in order: values of secret variables, known shapes, random values with
 * sensitive names; also escaped, coloured, percent-encoded, in base64, hexadecimal and UTF-16, and
 * in gzip within these, nested.
 *
 * @param bytes the text, one character for each byte, so that an index is the place of a byte
 */
export function textFinds(bytes: string, search: SecretSearch): TextFind[] {
  if (bytes.length < SHORTEST_TEXT) return [];
  return withoutOverlaps(layerFinds({ text: bytes, depth: 0, isReadable: true }, search));
}

/** No secret is shorter: see `unusableSecret` and `looksRandom`. */
const SHORTEST_TEXT = 8;

/** So many encodings within each other are undone. */
const MOST_LAYERS = 6;

/** The secrets in a named value: as {@link textFinds}, or the whole value. */
export function namedFinds(name: string, bytes: string, search: SecretSearch): TextFind[] {
  const finds = textFinds(bytes, search);
  if (finds.length > 0 || !isSensitiveName(name)) return finds;
  const secret = withoutPlaceholders(bytes).trim();
  return looksRandom(secret) && search.budget.find()
    ? [{ kind: NAMED_VALUE, secret, index: 0 }]
    : [];
}

/** A text in others. */
interface Layer {
  readonly text: string;
  /** How many encodings it is nested in. */
  readonly depth: number;
  readonly isReadable: boolean;
}

function layerFinds({ text, depth, isReadable }: Layer, search: SecretSearch): TextFind[] {
  const finds: TextFind[] = [];
  for (const reading of readingsOf(withoutPlaceholders(text))) {
    if (!search.budget.read(reading.text.length)) return [...finds, unsearched(TOO_MUCH)];
    const found = shapeFinds(reading.text, search);
    if (isReadable) addAll(found, assignmentFinds(reading.text, search));
    addAll(found, encodedFinds(reading.text, depth, search));
    addAll(finds, inSource(found, reading));
  }
  return finds;
}

function encodedFinds(text: string, depth: number, search: SecretSearch): TextFind[] {
  const finds: TextFind[] = [];
  for (const encoded of encodedTexts(text, search.shortest)) {
    const { form, index, step = 0 } = encoded;
    for (const find of insideFinds(encoded, depth + 1, search)) {
      const place = index + step * find.index;
      finds.push({ ...find, kind: `${find.kind} in ${form}`, index: place });
    }
    // The budget for reading or listing is used up.
    if (search.budget.hasTooManyFinds || finds.at(-1)?.kind.startsWith(TOO_MUCH)) break;
  }
  return finds;
}

function insideFinds(
  { text, isReadable }: EncodedText,
  depth: number,
  search: SecretSearch,
): TextFind[] {
  if (depth > MOST_LAYERS) return isReadable ? [unsearched('text encoded more than 6 times')] : [];
  const finds = layerFinds({ text, depth, isReadable }, search);
  if (!text.startsWith('\x1f\x8b')) return finds;
  for (const layer of packedLayers(Buffer.from(text, 'latin1'), [])) {
    if (layer.depth === 0) continue;
    if ('reason' in layer) finds.push(unsearched(layer.reason));
    else {
      const inside = Buffer.from(layer.bytes).toString('latin1');
      const inner = layerFinds(
        { text: inside, depth: depth + layer.depth, isReadable: true },
        search,
      );
      addAll(
        finds,
        inner.map((find) => ({ ...find, kind: `${find.kind} in gzip` })),
      );
    }
  }
  return finds;
}

// Maps places in the decoded text to places in the original.
function inSource(finds: readonly TextFind[], { sourcesOf }: Reading): TextFind[] {
  if (finds.length === 0) return [];
  const indexes = [...new Set(finds.map(({ index }) => index))].sort((one, other) => one - other);
  const sources = sourcesOf(indexes);
  const sourceOf = new Map(indexes.map((index, rank) => [index, sources[rank] ?? 0]));
  return finds.map((find) => ({ ...find, index: sourceOf.get(find.index) ?? 0 }));
}

// A spread argument for each find would need more stack than there is for many.
function addAll(finds: TextFind[], more: readonly TextFind[]): void {
  for (const find of more) finds.push(find);
}

// A token may match a shape, follow "Bearer" and have a sensitive name; the first is the most
// specific.
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
