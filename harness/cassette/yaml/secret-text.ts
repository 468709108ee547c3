import { placeholder, replacePlaceholders } from '../../world/secrets/fixed-placeholder.ts';

const MARK = '<secret:';
const WRITTEN = /<secret:(?::|([a-z][a-z0-9_]*)>)?/g;

/**
 * The spelling of a text in a file: a placeholder becomes `<secret:name>`, and text that literally
 * holds `<secret:` gets a second colon, so that {@link decodeSecrets} is the inverse.
 */
export function encodeSecrets(text: string): string {
  return replacePlaceholders(text.replaceAll(MARK, `${MARK}:`), (name) => `${MARK}${name}>`);
}

/** The text of a spelling, or undefined if a `<secret:` in it does not name a variable. */
export function decodeSecrets(spelling: string): string | undefined {
  if (!spelling.includes(MARK)) return spelling;
  let isValid = true;
  const text = spelling.replace(WRITTEN, (match, name: string | undefined) => {
    if (name !== undefined) return placeholder(name);
    if (match === MARK) isValid = false;
    return MARK;
  });
  return isValid ? text : undefined;
}
