import { createHash } from 'node:crypto';

/** A SHA-256 digest, as `sha256:` and hexadecimal digits. */
export type Digest = `sha256:${string}`;

/** The digest of a text in UTF-8. */
export function digestOfText(text: string): Digest {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/**
 * The digest of a value made of texts, numbers, bytes, lists, maps and plain objects: equal for
 * equal values, whatever the order in which objects got their members. The order of lists and maps
 * counts.
 */
export function digestOf(value: unknown): Digest {
  return digestOfText(JSON.stringify(plain(value)) ?? 'undefined');
}

function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') };
  if (value instanceof Map) return { entries: [...value].map(plain) };
  if (Array.isArray(value)) return value.map(plain);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return { members: members.map(([name, member]) => [name, plain(member)]) };
}
