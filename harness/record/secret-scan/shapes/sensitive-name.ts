/** Names that end in one of these words announce a secret. */
const WORDS: ReadonlySet<string> = new Set([
  ...['apikey', 'auth', 'authorization', 'bearer', 'credential', 'jwt', 'passphrase', 'passwd'],
  ...['password', 'pwd', 'secret', 'token'],
]);

/** The words that make a key secret. */
const KEYS: ReadonlySet<string> = new Set([
  ...['access', 'account', 'api', 'app', 'auth', 'encryption', 'master', 'private', 'secret'],
  ...['service', 'signing', 'subscription'],
]);

/** Every sensitive name contains one of these. */
const PART = /auth|bearer|credential|jwt|key|pass|pwd|secret|token/i;

/** Whether a text may contain sensitive names; most texts do not. */
export function mayHoldSensitiveName(text: string): boolean {
  return PART.test(text);
}

/** Tokens that only mark the next page of a listing. */
const HARMLESS: ReadonlySet<string> = new Set(['continuation', 'cursor', 'next', 'page', 'sync']);

/**
 * Whether a name says that its value is a secret, by its last word: `password`, `githubToken`,
 * `AWS_SECRET_ACCESS_KEY` and similar; not `token_type` or `next_page_token`.
 */
export function isSensitiveName(name: string): boolean {
  if (!mayHoldSensitiveName(name)) return false;
  const words = wordsOf(name);
  if (/^(?:value|string)$/.test(words.at(-1) ?? '')) words.pop();
  const last = (words.at(-1) ?? '').replace(/s$/, '');
  const before = words.at(-2) ?? '';
  if (words.some((word) => HARMLESS.has(word))) return false;
  return WORDS.has(last) || (last === 'key' && KEYS.has(before));
}

function wordsOf(name: string): string[] {
  return name
    .slice(-100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
}
