import { createHash } from 'node:crypto';

/** A secret that a test plants, made when the test runs: no file of the project holds one. */
export interface PlantedSecret {
  /** The kind of secret that must be reported. */
  readonly kind: string;
  readonly secret: string;
  /** A text that holds it as it is written in the wild. */
  readonly written: string;
  /** The part of `written` with which the finding begins. */
  readonly found: string;
}

type Draw = (length: number, alphabet?: string) => string;
type Maker = readonly [kind: string, make: (draw: Draw) => Omit<PlantedSecret, 'kind'>];

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const HEX = `${DIGITS}abcdef`;
const BASE62 = LOWER + LOWER.toUpperCase() + DIGITS;
const BASE32 = `${LOWER.toUpperCase()}234567`;

/**
 * Makes the secret of a number; the same number gives the same secret, of the kind that is next.
 */
export function plantedSecret(number: number): PlantedSecret {
  const maker = MAKERS[number % MAKERS.length];
  if (maker === undefined) throw new Error('no makers');
  const [kind, make] = maker;
  let block = 0;
  let bytes: number[] = [];
  const draw: Draw = (length, alphabet = BASE62) =>
    Array.from({ length }, () => {
      if (bytes.length === 0) {
        bytes = [...createHash('sha256').update(`planted ${number} ${block}`).digest()];
        block += 1;
      }
      return alphabet[(bytes.pop() ?? 0) % alphabet.length];
    }).join('');
  return { kind, ...make(draw) };
}

function token(kind: string, prefix: string, rest: (draw: Draw) => string): Maker {
  return [kind, (draw) => plain(prefix + rest(draw))];
}

function plain(secret: string): Omit<PlantedSecret, 'kind'> {
  return { secret, written: `use ${secret} for it`, found: secret };
}

const NAMED = 'a random value with a sensitive name';

const MAKERS: readonly Maker[] = [
  token('a GitHub token', 'ghp_', (draw) => draw(36)),
  token('a GitHub token', 'github_pat_', (draw) => `${draw(22)}_${draw(59)}`),
  token('an AWS access key', 'AKIA', (draw) => draw(16, BASE32)),
  token('a Slack token', 'xoxb-', (draw) => `${draw(12, DIGITS)}-${draw(24)}`),
  token('a Google API key', 'AIza', (draw) => draw(35)),
  token('a Google OAuth token', 'ya29.', (draw) => draw(60)),
  token('a Stripe key', 'sk_live_', (draw) => draw(24)),
  token('an OpenAI key', 'sk-proj-', (draw) => draw(48)),
  token('an Anthropic key', 'sk-ant-', (draw) => `api03-${draw(80)}AA`),
  token('an npm token', 'npm_', (draw) => draw(36)),
  token('a PyPI token', 'pypi-', (draw) => `AgEIcHlwaS5vcmc${draw(60)}`),
  [
    NAMED,
    (draw) => {
      const secret = `${draw(38)}/7`;
      return { secret, written: `aws_secret_access_key = ${secret}`, found: secret };
    },
  ],
  [
    NAMED,
    (draw) => {
      const secret = `${draw(6)}-4${draw(8)}`;
      return { secret, written: `{"dbPassword": "${secret}"},`, found: secret };
    },
  ],
  [
    'a private key',
    (draw) => {
      const words = ['PRIVATE', 'KEY'].join(' ');
      const secret = `-----BEGIN ${words}-----\n${draw(64)}\n${draw(40)}\n-----END ${words}-----`;
      return { secret, written: secret, found: secret };
    },
  ],
  [
    'a JSON Web Token',
    (draw) => {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      return plain(`${part({ alg: 'HS256' })}.${part({ sub: draw(8) })}.${draw(43)}`);
    },
  ],
  [
    'the signature of a URL',
    (draw) => {
      const secret = draw(64, HEX);
      const query = `?X-Amz-Expires=300&X-Amz-Signature=${secret}`;
      return { secret, written: `https://bucket.test/key${query}`, found: query };
    },
  ],
  [
    'the signature of a URL',
    (draw) => {
      const secret = `${draw(42)}=`;
      const query = `?sv=2024-08-04&se=2026-01-01&sig=${encodeURIComponent(secret)}`;
      return { secret, written: `https://account.test/blob${query}`, found: query };
    },
  ],
  [
    'Basic credentials',
    (draw) => {
      const secret = draw(20);
      const found = Buffer.from(`octocat:${secret}`).toString('base64');
      return { secret, written: `Authorization: Basic ${found}`, found };
    },
  ],
  [
    'a Bearer token',
    (draw) => {
      const secret = draw(32);
      return { secret, written: `Authorization: Bearer ${secret}`, found: secret };
    },
  ],
  [
    'a password in a URL',
    (draw) => {
      const secret = draw(18);
      return { secret, written: `postgres://app:${secret}@db.test/app`, found: secret };
    },
  ],
];

/** How many kinds there are. */
export const KINDS_OF_SECRETS = MAKERS.length;

/** The texts that would give a secret away in a file: raw, in JSON, percent-encoded, in base64. */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  // Base64 writes three bytes as four characters, so a text inside another has three spellings.
  const base64 = [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const inner = padded.slice(before === 0 ? 0 : 4).replace(/.{0,4}$/, '');
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const json = JSON.stringify(secret).slice(1, -1);
  return [...new Set([secret, json, encodeURIComponent(secret), percent, ...base64])];
}
