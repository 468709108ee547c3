import { CREDENTIAL_SHAPES } from './credential-shapes.ts';
import { isPlaceholder } from './random-value.ts';
import { type SecretShape, TOKEN_SHAPES } from './secret-shape.ts';

/** A secret in a text. It never leaves the scan: what is reported is a `SecretFind`. */
export interface TextFind {
  readonly kind: string;
  readonly secret: string;
  /** Where it begins in the text; what is in base64, where that begins. */
  readonly index: number;
}

/** What is searched for besides what any recording is searched for. */
export interface SecretSearch {
  /**
   * Where the value of a secret variable begins in a text whose characters are bytes, and which
   * length it has there; undefined when none is there.
   */
  readonly known: (bytes: string) => { index: number; length: number } | undefined;
}

const SHAPES: readonly SecretShape[] = [...TOKEN_SHAPES, ...CREDENTIAL_SHAPES];

/** Values of secret variables and known shapes in a text without stand-ins. */
export function shapeFinds(text: string, { known }: SecretSearch): TextFind[] {
  const place = known(text);
  const finds = SHAPES.flatMap((shape) => findsOf(shape, text));
  if (place === undefined) return finds;
  const secret = text.slice(place.index, place.index + place.length);
  return [{ kind: 'the value of a secret variable', secret, index: place.index }, ...finds];
}

function findsOf({ kind, anchors, pattern, accepts }: SecretShape, text: string): TextFind[] {
  if (anchors !== undefined && !anchors.some((anchor) => text.includes(anchor))) return [];
  return [...text.matchAll(pattern)].flatMap((match) => {
    const secret = match[1] ?? match[0];
    if (isPlaceholder(secret) || accepts?.(secret) === false) return [];
    return [{ kind, secret, index: match.index + match[0].indexOf(secret) }];
  });
}
