import { Buffer } from 'node:buffer';
import { type SecretSearch, searchInNames, shapeFinds } from './shapes/shape-finds.ts';

/**
 * A name as it appears in a place: unchanged if it is simple, otherwise as a JSON string without
 * `=` and `*`, which have a meaning in allowances. A name that is itself a secret is replaced by
 * its position.
 */
export function shownName(name: string, position: number, search: SecretSearch): string {
  if (isSecret(name, search)) return `#${position + 1}`;
  if (/^[A-Za-z0-9_$./@-]+$/.test(name) && name.length <= 80) return name;
  const clipped = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return JSON.stringify(clipped).replaceAll('=', '\\u003d').replaceAll('*', '\\u002a');
}

function isSecret(name: string, search: SecretSearch): boolean {
  const inNames = searchInNames(search);
  // Shorter names may be the value of a variable, but have no known shape.
  if (name.length < 16) return inNames.known(bytesOf(name)) !== undefined;
  return shapeFinds(bytesOf(name), inNames).length > 0;
}

/** A member of a JSON object in a path: `.name`, or `["na me"]`. */
export function shownMember(name: string, position: number, search: SecretSearch): string {
  const shown = shownName(name, position, search);
  if (/^[A-Za-z_$][\w$]*$/.test(shown)) return `.${shown}`;
  return /^["#]/.test(shown) ? `[${shown}]` : `["${shown}"]`;
}

/** A text as its bytes in UTF-8, one character for each. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
