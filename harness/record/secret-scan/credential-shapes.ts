import { Buffer } from 'node:buffer';
import { isPlaceholder, looksRandom } from './random-value.ts';
import type { SecretShape } from './secret-shape.ts';
import { withoutStandIns } from './without-stand-ins.ts';

// RFC 7468, and the headers of RFC 1421 that older keys have; line ends may be escaped.
const PRIVATE_KEY = new RegExp(
  '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----' +
    String.raw`(?:\s|\\+[nr]|[A-Za-z-]{1,30}: [^\r\n\\]{0,200}){0,30}[A-Za-z0-9+/]{20,}`,
  'g',
);

/** Credentials that are known by what stands around them. */
export const CREDENTIAL_SHAPES: readonly SecretShape[] = [
  {
    kind: 'a private key',
    anchors: ['PRIVATE KEY'],
    pattern: PRIVATE_KEY,
  },
  { kind: 'a private key', anchors: ['PuTTY-User'], pattern: /PuTTY-User-Key-File-\d: \S+/g },
  {
    kind: 'a JSON Web Token',
    anchors: ['eyJ'],
    pattern: /(?<![A-Za-z0-9])eyJ[\w-]{8,}\.[\w-]*\.[\w-]{8,}(?:\.[\w-]+\.[\w-]+)?/g,
    accepts: hasTokenHeader,
  },
  {
    kind: 'Basic credentials',
    anchors: ['asic ', 'ASIC '],
    pattern: /(?<![A-Za-z0-9])Basic +([A-Za-z0-9+/]{8,}={0,2})/gi,
    accepts: isUserAndPassword,
  },
  {
    kind: 'a Bearer token',
    anchors: ['earer ', 'EARER '],
    pattern: /(?<![A-Za-z0-9])Bearer +([A-Za-z0-9._~+/-]{12,}=*)/gi,
    accepts: looksRandom,
  },
  {
    kind: 'a password in a URL',
    anchors: ['@'],
    pattern:
      /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'<>?#]{0,100}:([^\s/@"'<>?#]{6,200})@/gi,
    accepts: isNoCommonPassword,
  },
  {
    kind: 'an Azure storage key',
    anchors: ['AccountKey='],
    pattern: /(?<![A-Za-z0-9])AccountKey=([A-Za-z0-9+/]{40,}={0,2})/g,
  },
  {
    kind: 'the signature of a URL',
    anchors: ['ignature=', 'sig='],
    pattern: /(\?[^\s"'<>\\?]{20,8000})/g,
    accepts: (query) => signatureOf(query) !== undefined,
  },
];

/** A parameter that makes a URL a credential, and those of which one stands beside it. */
const SIGNATURES: ReadonlyArray<readonly [name: string, beside: readonly string[]]> = [
  ['x-amz-signature', []],
  ['x-goog-signature', []],
  // Amazon's older form, Google's (V2) and CloudFront's.
  ['signature', ['expires', 'key-pair-id', 'googleaccessid', 'awsaccesskeyid']],
  // Azure's shared access signatures.
  ['sig', ['se', 'sv', 'sp']],
];

/** The name of the parameter by which a query is that of a signed URL, or undefined. */
export function signatureOf(query: string): string | undefined {
  const parameters = new URLSearchParams(query.replaceAll('&amp;', '&'));
  const names = [...parameters.keys()];
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const isSignature = (name: string): boolean =>
    (parameters.get(name) ?? '').length >= 16 &&
    SIGNATURES.some(
      ([signature, beside]) =>
        name.toLowerCase() === signature &&
        (beside.length === 0 || beside.some((other) => lower.has(other))),
    );
  return names.find(isSignature);
}

// The header of a JWS or JWE names its algorithm (RFC 7515, 4.1.1).
function hasTokenHeader(token: string): boolean {
  const [header = ''] = token.split('.');
  try {
    const value: unknown = JSON.parse(Buffer.from(header, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null && 'alg' in value;
  } catch {
    return false;
  }
}

// The words after "Basic" in prose are base64 too, but of nothing that can be read.
function isUserAndPassword(base64: string): boolean {
  const text = Buffer.from(base64, 'base64').toString('latin1');
  return /^[ -~\x80-\xff]*:[!-~\x80-\xff]+$/.test(text) && withoutStandIns(text) === text;
}

function isNoCommonPassword(password: string): boolean {
  return !isPlaceholder(password) && !/^(?:pass(?:word|wd)?|secret|token)$/i.test(password);
}
