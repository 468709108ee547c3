import type { TextFind } from './shapes/shape-finds.ts';

/** A secret that was found in what is about to be written; its value is not part of it. */
export interface SecretFind {
  /** What it is, with its article: "a GitHub token". */
  readonly kind: string;
  /**
   * Where it stands: `step 3, exchange 1, response body, $.items[0].token`. The same recording has
   * the same places on every machine.
   */
  readonly place: string;
  /** How it begins and how long it is: "ghp_…, 40 characters"; absent where nothing is known. */
  readonly hint?: string;
}

/** A find in a text as it is reported. */
export function secretFind(find: TextFind, place: string): SecretFind {
  const { kind, secret, isUnsearched } = find;
  if (isUnsearched === true) return { kind, place };
  // A short secret would lose too much with four characters.
  const start = secret.length >= 16 ? secret.slice(0, 4).replace(/[^!-~]/g, '·') : '';
  return { kind, place, hint: `${start}…, ${secret.length} characters` };
}
