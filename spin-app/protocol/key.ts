/**
 * Encodes any string as one segment of a store key, injectively: letters, digits, `.`, `_` and `-`
 * stand for themselves, every other UTF-16 code unit is `~` and four hexadecimal digits. A segment
 * therefore never holds `/`, and no two strings share a key.
 */
export function encodeKeySegment(text: string): string {
  return text.replace(
    /[^A-Za-z0-9._-]/g,
    (unit) => `~${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The inverse of {@link encodeKeySegment}. */
export function decodeKeySegment(segment: string): string {
  return segment.replace(/~([0-9a-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
