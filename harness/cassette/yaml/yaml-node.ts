/** The source of a document. */
export interface YamlSource {
  /** The file's name for messages. */
  readonly file: string;
  /** The kind of file, for messages: "the cassette". */
  readonly subject: string;
  /** The line of an offset into the text, counted from 1. */
  lineAt(offset: number): number;
  /** A body in another file, by its digest, or why it is not available. */
  body(digest: string): Uint8Array | BodyFault;
}

/** Why a body is not available, and the next step; worded as for `fault`. */
export interface BodyFault {
  readonly reason: string;
  readonly next: string;
}

interface YamlPlace {
  readonly source: YamlSource;
  readonly offset: number;
}

/** A scalar; `isPlain` means that it has no quotes, so `null` and `1` are not strings. */
export interface YamlScalar extends YamlPlace {
  readonly kind: 'scalar';
  readonly text: string;
  readonly isPlain: boolean;
}

/** A sequence of values. */
export interface YamlSequence extends YamlPlace {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
}

/** A mapping in its order; keys may repeat, readers refuse that. */
export interface YamlMapping extends YamlPlace {
  readonly kind: 'mapping';
  readonly pairs: ReadonlyArray<readonly [key: YamlScalar, value: YamlNode]>;
}

/** A piece of a YAML document, with its place. */
export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** The type of a scalar in YAML 1.2's core schema; `odd` are numbers that JSON cannot spell. */
export type ScalarMeaning = 'string' | 'null' | 'boolean' | 'number' | 'odd';

/** The meaning of a scalar. */
export function meaningOf({ text, isPlain }: YamlScalar): ScalarMeaning {
  if (!isPlain) return 'string';
  if (/^(?:|~|null|Null|NULL)$/.test(text)) return 'null';
  if (/^(?:true|True|TRUE|false|False|FALSE)$/.test(text)) return 'boolean';
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return 'number';
  return CORE_NUMBER.test(text) ? 'odd' : 'string';
}

const CORE_NUMBERS = [
  /[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?/,
  /0o[0-7]+/,
  /0x[\da-fA-F]+/,
  /[-+]?\.(?:inf|Inf|INF)/,
  /\.(?:nan|NaN|NAN)/,
];

/** Section 10.3.2 of YAML 1.2.2. */
const CORE_NUMBER = new RegExp(`^(?:${CORE_NUMBERS.map(({ source }) => source).join('|')})$`);
