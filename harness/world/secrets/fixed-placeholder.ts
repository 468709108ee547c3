const PATTERN = /spintape-secret\.([a-z][a-z0-9_]*)\.stand-in/g;

/**
 * The text that a component sees in place of a secret variable's value, in recording and replay
 * alike. It is made of unreserved characters (RFC 3986, 2.3) that survive URLs, forms and headers
 * unchanged, and no placeholder is part of another.
 */
export function placeholder(variable: string): string {
  return `spintape-secret.${variable}.stand-in`;
}

/** Replaces every placeholder in a text by the result of `replace` for its variable's name. */
export function replacePlaceholders(text: string, replace: (variable: string) => string): string {
  return text.replace(PATTERN, (_, variable: string) => replace(variable));
}
