/** Shorter text behind `Basic` is a word, and no secret is so short. */
const SHORTEST = 8;

/**
 * Maps the decoded contents of Basic credentials (RFC 7617) in a text, which base64 hides from a
 * search in the text itself. Credentials that the mapping does not change keep their exact
 * characters.
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
