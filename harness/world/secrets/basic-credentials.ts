/** Shorter text behind `Basic` is a word, and no secret is so short. */
const SHORTEST = 8;

/**
 * A text with what its Basic credentials (RFC 7617) hold mapped: base64 hides it from a search in
 * the text itself. Credentials that the mapping leaves alone keep their very characters.
 */
export function mapBasicCredentials(text: string, map: (plain: string) => string): string {
  return text.replace(
    /\b(Basic(?: +|%20|\+))([A-Za-z0-9+/]+={0,2})/gi,
    (whole, scheme: string, credentials: string) => {
      if (credentials.length < SHORTEST) return whole;
      const plain = Buffer.from(credentials, 'base64').toString('latin1');
      const mapped = map(plain);
      return mapped === plain ? whole : scheme + Buffer.from(mapped, 'latin1').toString('base64');
    },
  );
}
