import { createHash } from 'node:crypto';
import { placeholder } from './fixed-placeholder.ts';

/** Whose placeholder it is: the component that may read it, and the secret application variable. */
export interface PlaceholderOwner {
  readonly component: string;
  readonly variable: string;
}

/**
 * A component's variable with secrets in it, as its template in spin.toml puts it together: literal
 * text, and names of secret application variables.
 */
export type SecretTemplate = readonly (string | { readonly secret: string })[];

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * The random text that a component sees in place of a secret during one live call. It has the
 * length of the fixed form, and lower-case letters and digits only, which no encoding of URLs,
 * headers, forms or JSON changes. Without the key it cannot be guessed: it has at least 130 bits.
 *
 * @param key 32 random bytes, drawn for the call
 */
export function placeholderText(
  key: Uint8Array,
  { component, variable }: PlaceholderOwner,
): string {
  const { length } = placeholder(variable);
  const hash = createHash('shake256', { outputLength: length });
  const bytes = hash
    .update(key)
    .update(JSON.stringify([component, variable]))
    .digest();
  return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

/** The value of a component's variable in a live call: placeholders in place of its secrets. */
export function liveValue(
  template: SecretTemplate,
  { key, component }: { readonly key: Uint8Array; readonly component: string },
): string {
  return template
    .map((part) =>
      typeof part === 'string' ? part : placeholderText(key, { component, variable: part.secret }),
    )
    .join('');
}
