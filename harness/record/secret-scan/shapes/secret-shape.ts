import { isDocumented } from './documented-examples.ts';
import { isPlaceholder } from './random-value.ts';
import { isInsideData, isWordEnd, isWordStart } from './word-edges.ts';

/** A text with the shape of a secret. */
export interface ShapeMatch {
  readonly secret: string;
  /** Where it begins. */
  readonly index: number;
}

/** A kind of secret that is recognized by its spelling. */
export interface SecretShape {
  /** Its name, with the article: "a GitHub token". */
  readonly kind: string;
  /** Every text with such a secret contains one of these texts. */
  readonly anchors: readonly string[];
  /** All of them in a text, in time that is linear in its length. */
  readonly matches: (text: string) => Iterable<ShapeMatch>;
}

/** A shape that an expression describes. */
export interface PatternedShape {
  /**
   * Global. It matches the shortest beginning of a secret, without lookaround, so that it takes
   * constant time at each position; its first group, if any, is the secret.
   */
  readonly pattern: RegExp;
  /** Sticky: the rest of the secret; absent if there is none. */
  readonly more?: RegExp | undefined;
  /** Whether a match really is a secret. */
  readonly accepts: (secret: string, place: MatchPlace) => boolean;
}

/** The position of a match. */
export interface MatchPlace {
  readonly text: string;
  readonly index: number;
  readonly end: number;
  /** As much of the secret as the pattern itself matched. */
  readonly least: string;
}

/**
 * Finds what an expression describes. After a match that is not accepted, the search continues
 * inside it.
 */
export function* patternMatches(
  text: string,
  { pattern, more, accepts }: PatternedShape,
): Generator<ShapeMatch> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const least = match[1] ?? match[0];
    const index = match.index + match[0].length - least.length;
    const end = endOf(more, text, match.index + match[0].length);
    const secret = text.slice(index, end);
    const isAccepted = accepts(secret, { text, index, end, least });
    if (isAccepted) yield { secret, index };
    pattern.lastIndex = isAccepted ? end : match.index + 1;
  }
}

function endOf(more: RegExp | undefined, text: string, from: number): number {
  if (more === undefined) return from;
  more.lastIndex = from;
  return more.test(text) ? more.lastIndex : from;
}

/** The boundary of a token: adjacent letters and digits make it something else. */
type Edge = 'any' | 'start' | 'one side' | 'end of its characters';

interface TokenRules {
  readonly kind: string;
  readonly prefixes: readonly string[];
  /** The minimal rest of the token. */
  readonly rest: string;
  /** The characters that may follow, as in brackets; absent if the length is fixed. */
  readonly more?: string;
  readonly edge?: Edge;
}

/** A token that begins with one of its prefixes. */
export function tokenShape(rules: TokenRules): SecretShape & PatternedShape {
  const { kind, prefixes, rest, more, edge = 'any' } = rules;
  const escaped = prefixes.map((prefix) => prefix.replaceAll('.', '\\.')).join('|');
  const shape: PatternedShape = {
    pattern: new RegExp(`(?:${escaped})${rest}`, 'g'),
    more: more === undefined ? undefined : new RegExp(`[${more}]{1,512}`, 'y'),
    accepts: (secret, place) =>
      !isPlaceholder(place.least) && !isDocumented(secret) && hasEdge(place, edge),
  };
  return { kind, anchors: prefixes, matches: (text) => patternMatches(text, shape), ...shape };
}

function hasEdge({ text, index, end, least }: MatchPlace, edge: Edge): boolean {
  const starts = isWordStart(text, index);
  if (edge === 'start') return starts;
  if (edge === 'end of its characters' && /^[A-Z2-7]$/.test(text.charAt(end))) return false;
  // A lowercase word that merely ends like a prefix is an identifier.
  if (!starts && !/[0-9A-Z]/.test(least.slice(-16))) return false;
  const ends = isWordEnd(text, end);
  if (edge === 'one side') return starts || ends;
  // Long data contains any prefix somewhere; but a match at its very end is still a token.
  return starts || !isInsideData(text, index) || (ends && !/^[-_]$/.test(text.charAt(end)));
}
