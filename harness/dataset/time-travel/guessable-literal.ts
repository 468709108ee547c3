import { trimEndOf } from '../../trim-character.ts';
import { CONVENTIONAL_NAMES } from './conventional-names.ts';

/** The kind of a literal, which decides which parts of it a model can guess. */
export type LiteralKind =
  /** A path, an identifier, a key: each of its words was chosen by somebody. */
  | 'name'
  /** Prose, code, a search: words are everybody's, only numbers and jumbles are chosen. */
  | 'text';

/** In characters; shorter tokens may be the same by chance. */
const LONGEST_SHORT = 3;

/** In characters: a run of this many in short pieces is random, such as `Zx81kQpw77`. */
const JUMBLE = 8;

/**
 * The unconventional tokens of a literal, in lower case: whoever uses the literal without having
 * seen them before knows the future. None if the literal can be guessed.
 */
export function unguessableTokens(literal: string, kind: LiteralKind): readonly string[] {
  const runs = literal.replace(CONVENTIONAL_FORMS, ' ').match(RUN) ?? [];
  return runs.flatMap((run) => tokensOf(run, kind)).map((token) => token.toLowerCase());
}

/** Times of ISO 8601, fractions, digests of scripts as HTML has them, colours. */
const CONVENTIONAL_FORMS = new RegExp(
  [
    /(?:19|20)\d\d-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?/,
    /(?<=\d)\.\d{4,}/,
    /sha(?:256|384|512)-[\w+/]+=*/,
    /#[0-9a-fA-F]{8}\b/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

const RUN = /[\p{L}\p{M}\p{N}]+/gu;

/** Pieces of a run: `HTTPServer2` is `HTTP`, `Server`, `2`. */
const PIECE = /\p{N}+|\p{Lu}+(?![\p{Ll}\p{M}])|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+|\p{L}/gu;

function tokensOf(run: string, kind: LiteralKind): readonly string[] {
  const pieces = run.match(PIECE) ?? [];
  const short = pieces.filter((piece) => piece.length <= LONGEST_SHORT).join('').length;
  const isMixed = /\p{N}/u.test(run) && /\p{L}/u.test(run);
  if (short >= JUMBLE && (isMixed || kind === 'name')) return isSequence(run) ? [] : [run];
  return pieces.filter((piece) => {
    if (piece.length <= LONGEST_SHORT) return false;
    if (/^\d+$/.test(piece)) return !isGuessableNumber(piece);
    return kind === 'name' && !isConventional(piece.toLowerCase());
  });
}

function isConventional(word: string): boolean {
  return (
    CONVENTIONAL_NAMES.has(word) ||
    (word.endsWith('s') && CONVENTIONAL_NAMES.has(word.slice(0, -1)))
  );
}

/** Whether letters and digits are counted up: `a1b2c3d4`, `1a2b3c4d`. */
function isSequence(run: string): boolean {
  const letters = run.toLowerCase().replace(/[^a-z]/g, '');
  const digits = run.replace(/\D/g, '');
  return 'abcdefghijklmnopqrstuvwxyz'.startsWith(letters) && UP.includes(digits);
}

const UP = '01234567890123456789';
const DOWN = '98765432109876543210';

/** Years, dates, counted and repeated digits, round numbers, powers of two, ports. */
function isGuessableNumber(digits: string): boolean {
  const significant = trimEndOf(digits, '0').length;
  return (
    CONVENTIONAL_NAMES.has(digits) ||
    /^(?:19\d\d|20[0-3]\d)(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?)?$/.test(digits) ||
    UP.includes(digits) ||
    DOWN.includes(digits) ||
    /^10*\d$/.test(digits) ||
    /^\d(\d)\1+$/.test(digits) ||
    significant <= (digits.length < 8 ? 2 : 5) ||
    isNearPowerOfTwo(digits)
  );
}

/** In digits; 2 to the power of 64 has so many. */
const LONGEST_POWER = 20;

function isNearPowerOfTwo(digits: string): boolean {
  if (digits.length > LONGEST_POWER) return false;
  const value = BigInt(digits);
  return [value, value + 1n].some((it) => it > 0n && (it & (it - 1n)) === 0n);
}
