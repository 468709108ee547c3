import { Buffer } from 'node:buffer';
import { withoutPlaceholders } from '../without-placeholders.ts';
import { privateKeyMatches } from './private-key-matches.ts';
import { isPlaceholder, looksRandom } from './random-value.ts';
import { type PatternedShape, patternMatches, type SecretShape } from './secret-shape.ts';
import { signatureOf } from './url-signature.ts';
import { webTokenMatches } from './web-token-matches.ts';

/** Credentials that are recognized by their surroundings. */
export const CREDENTIAL_SHAPES: readonly SecretShape[] = [
  { kind: 'a private key', anchors: ['PRIVATE KEY'], matches: privateKeyMatches },
  patterned({
    kind: 'a private key',
    anchors: ['PuTTY-User'],
    pattern: /PuTTY-User-Key-File-\d: \S/g,
    more: /\S{0,200}/y,
    accepts: (secret) => !isPlaceholder(secret),
  }),
  { kind: 'a JSON Web Token', anchors: ['eyJ'], matches: webTokenMatches },
  patterned({
    kind: 'Basic credentials',
    anchors: ['asic ', 'ASIC '],
    pattern: /Basic {1,40}([A-Za-z0-9+/]{8})/gi,
    more: /[A-Za-z0-9+/]{0,4096}={0,2}/y,
    accepts: isUserAndPassword,
  }),
  patterned({
    kind: 'a Bearer token',
    anchors: ['earer ', 'EARER '],
    pattern: /Bearer {1,40}([A-Za-z0-9._~+/-]{12})/gi,
    more: /[A-Za-z0-9._~+/-]{0,4096}={0,4}/y,
    accepts: looksRandom,
  }),
  patterned({
    kind: 'a password in a URL',
    anchors: ['://'],
    pattern: /[A-Za-z0-9+.-]:\/\/[^\s/:@"'<>?#]{0,100}:([^\s/@"'<>?#]{6,200})/g,
    accepts: (password, { text, end }) =>
      text.charAt(end) === '@' && !isPlaceholder(password) && !COMMON.test(password),
  }),
  patterned({
    kind: 'an Azure storage key',
    anchors: ['AccountKey='],
    pattern: /AccountKey=([A-Za-z0-9+/]{40})/g,
    more: /[A-Za-z0-9+/]{0,512}={0,2}/y,
    accepts: (secret) => !isPlaceholder(secret),
  }),
  patterned({
    kind: 'the signature of a URL',
    anchors: ['ignature=', 'sig='],
    pattern: /\?[^\s"'<>\\?]{20}/g,
    more: /[^\s"'<>\\?]{0,8000}/y,
    accepts: (query) => !isPlaceholder(query) && signatureOf(query) !== undefined,
  }),
];

const COMMON = /^(?:pass(?:word|wd)?|secret|token)$/i;

function patterned(
  shape: Pick<SecretShape, 'kind' | 'anchors'> & PatternedShape,
): SecretShape & PatternedShape {
  return { ...shape, matches: (text) => patternMatches(text, shape) };
}

// The words after "Basic" in prose are base64 too, but do not decode to text. The name ends at the
// last colon that is followed by something, so it may contain blanks.
function isUserAndPassword(base64: string): boolean {
  const text = Buffer.from(base64, 'base64').toString('latin1');
  const colon = text.slice(0, -1).lastIndexOf(':');
  if (colon < 0 || isPlaceholder(base64) || !/^[ -~\x80-\xff]*$/.test(text)) return false;
  return !text.includes(' ', colon) && withoutPlaceholders(text) === text;
}
