import { type TextFind, VALUE_OF_SECRET } from './shapes/shape-finds.ts';

/** A secret that was found before writing. It does not contain the secret's value. */
export interface SecretFind {
  /** Its kind, with the article: "a GitHub token". */
  readonly kind: string;
  /**
   * Its place: `step 3, exchange 1, response body, $.items[0].token`. The same recording has the
   * same places on every machine.
   */
  readonly place: string;
  /** Its beginning and its length: "ghp_…, 40 characters"; absent if unknown. */
  readonly hint?: string;
}

/** A find in a text as it is reported. */
export function secretFind(find: TextFind, place: string): SecretFind {
  const { kind, secret, isUnsearched } = find;
  if (isUnsearched === true) return { kind, place };
  // A short secret would lose too much with four characters, and of the app's own none is shown.
  const isShown = secret.length >= 16 && !kind.startsWith(VALUE_OF_SECRET);
  const start = isShown ? secret.slice(0, 4).replace(/[^!-~]/g, '·') : '';
  return { kind, place, hint: `${start}…, ${secret.length} characters` };
}
