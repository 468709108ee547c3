import { ScanBudget } from '../scan-budget.ts';
import { AnchorSearch } from './anchor-search.ts';
import { CREDENTIAL_SHAPES } from './credential-shapes.ts';
import type { SecretShape } from './secret-shape.ts';
import { TOKEN_SHAPES } from './token-shapes.ts';

/** How a value of one of the app's secret variables is reported. */
export const VALUE_OF_SECRET = 'the value of a secret variable';

/** A secret in a text. It never leaves the scan; reports contain a `SecretFind`. */
export interface TextFind {
  readonly kind: string;
  /** Empty where the text could not be searched. */
  readonly secret: string;
  /** Where it begins in the text; if it is in base64, where the base64 begins. */
  readonly index: number;
  /** Whether this is a text that could not be searched, which is as bad as a secret. */
  readonly isUnsearched?: true;
}

/** Secrets to search for in addition to the known shapes. */
export interface SecretSearch {
  /**
   * Where the value of a secret variable begins in a text whose characters are bytes, and which
   * length it has there; undefined if there is none. Case is ignored where it is lost in transit.
   */
  readonly known: (
    bytes: string,
    letters?: 'exact' | 'any case',
  ) => { index: number; length: number } | undefined;
  /** The number of bytes of the shortest secret that is searched for in other encodings. */
  readonly shortest: number;
  /** The remaining budget of the scan. */
  readonly budget: ScanBudget;
}

/** No token of a known shape is shorter, in bytes. */
const SHORTEST_TOKEN = 16;

/**
 * A search for the known shapes, and for the values of secret variables, with a budget of its own.
 *
 * @param shortest the number of bytes of the shortest known value. A short one costs time, because
 * ordinary words are decoded too.
 */
export function secretSearch(
  known: SecretSearch['known'] = () => undefined,
  shortest: number = SHORTEST_TOKEN,
): SecretSearch {
  return { known, shortest: Math.min(shortest, SHORTEST_TOKEN), budget: new ScanBudget() };
}

/** The same search for case-insensitive text: names of headers and hosts. */
export function searchInNames({ known, ...others }: SecretSearch): SecretSearch {
  return { ...others, known: (bytes) => known(bytes, 'any case') };
}

/** A text that is not searched, and why: "contents that …". */
export function unsearched(kind: string, index = 0): TextFind {
  return { kind, secret: '', index, isUnsearched: true };
}

const SHAPES: readonly SecretShape[] = [...TOKEN_SHAPES, ...CREDENTIAL_SHAPES];
const ANCHORS = new AnchorSearch(SHAPES.flatMap(({ anchors }) => anchors));

/** Values of secret variables and known shapes in a text without placeholders. */
export function shapeFinds(text: string, { known, budget }: SecretSearch): TextFind[] {
  const finds: TextFind[] = [];
  const place = known(text);
  if (place !== undefined && budget.find()) {
    const secret = text.slice(place.index, place.index + place.length);
    finds.push({ kind: VALUE_OF_SECRET, secret, index: place.index });
  }
  const present = ANCHORS.anchorsIn(text);
  for (const { kind, anchors, matches } of present.size === 0 ? [] : SHAPES) {
    if (!anchors.some((anchor) => present.has(anchor))) continue;
    for (const { secret, index } of matches(text)) {
      if (!budget.find()) return finds;
      finds.push({ kind, secret, index });
    }
  }
  return finds;
}
