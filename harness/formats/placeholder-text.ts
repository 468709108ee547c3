import { Buffer } from 'node:buffer';
import { placeholder, replacePlaceholders } from '../world/secrets/fixed-placeholder.ts';

/** Whether a header holds the placeholder of a secret, also inside Basic credentials (RFC 7617). */
export function holdsPlaceholder(value: string): boolean {
  const credentials = /^Basic +(\S+)$/i.exec(value)?.[1];
  const opened = credentials === undefined ? '' : Buffer.from(credentials, 'base64').toString();
  return [value, opened].some((text) => replacePlaceholders(text, () => '') !== text);
}

/** A text for another format, with `<secret:name>` in place of placeholders. */
function withNames(text: string): string {
  return replacePlaceholders(text, (name) => `<secret:${name}>`);
}

/** {@link withNames} of all texts in a JSON value, names of members included. */
export function withNamesIn(value: unknown): unknown {
  if (typeof value === 'string') return withNames(value);
  if (Array.isArray(value)) return value.map(withNamesIn);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  return Object.fromEntries(entries.map(([name, one]) => [withNames(name), withNamesIn(one)]));
}

/** The reverse of {@link withNames}. */
export function withPlaceholders(text: string): string {
  return text.replace(/<secret:([a-z][a-z0-9_]*)>/g, (_, name: string) => placeholder(name));
}
