import { isDocumented } from './documented-examples.ts';
import { isPlaceholder } from './random-value.ts';
import { isInsideData, isWordEnd, isWordStart } from './word-edges.ts';

/** What has the shape of a secret, in a text. */
export interface ShapeMatch {
  readonly secret: string;
  /** Where it begins. */
  readonly index: number;
}

/** A kind of secret that is known by how it is written. */
export interface SecretShape {
  /** What it is, with its article: "a GitHub token". */
  readonly kind: string;
  /** One of these texts stands in every text with such a secret. */
  readonly anchors: readonly string[];
  /** All of them in a text, in time that is linear in its length. */
  readonly matches: (text: string) => Iterable<ShapeMatch>;
}

/** A shape that an expression describes. */
export interface PatternedShape {
  /**
   * Global. It matches the least that makes a secret, without looking around, so that it takes the
   * same time at each place; its first group, where it has one, is the secret.
   */
  readonly pattern: RegExp;
  /** Sticky: what else belongs to the secret; absent: nothing. */
  readonly more?: RegExp | undefined;
  /** Whether what has the right characters is a secret indeed. */
  readonly accepts: (secret: string, place: MatchPlace) => boolean;
}

/** Where a match stands. */
export interface MatchPlace {
  readonly text: string;
  readonly index: number;
  readonly end: number;
  /** As much of the secret as the pattern itself matched. */
  readonly least: string;
}

/** Finds what an expression describes. After what is not accepted, the search goes on inside it. */
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

/** What a token ends or begins with, where letters and digits beside it make it something else. */
type Edge = 'any' | 'start' | 'one side' | 'end of its characters';

interface TokenRules {
  readonly kind: string;
  readonly prefixes: readonly string[];
  /** What follows, at the least. */
  readonly rest: string;
  /** The characters of what else may follow, as in brackets; absent: the length is fixed. */
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
  // A word of small letters that only ends as a prefix begins is a word of somebody's program.
  if (!starts && !/[0-9A-Z]/.test(least.slice(-16))) return false;
  const ends = isWordEnd(text, end);
  if (edge === 'one side') return starts || ends;
  // Long data spells any prefix somewhere; a token at its very end is one all the same.
  return starts || !isInsideData(text, index) || (ends && !/^[-_]$/.test(text.charAt(end)));
}
