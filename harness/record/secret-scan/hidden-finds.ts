import type { TextFind } from './shapes/shape-finds.ts';

/**
 * What was found in the bytes of JSON and not in its value: of two members with one name, a reader
 * of JSON sees the last; the file holds both.
 */
export function hiddenFinds(
  inBytes: readonly TextFind[],
  inValue: readonly TextFind[],
): TextFind[] {
  const known = new Set(inValue.map(({ secret }) => essence(secret)));
  const isKnown = (secret: string): boolean =>
    known.has(secret) || [...known].some((other) => other.includes(secret));
  return inBytes.filter(({ secret }) => !isKnown(essence(secret)));
}

// The same secret in JSON and in the bytes of that JSON differs by escapes.
function essence(secret: string): string {
  return secret.replace(/\\{1,16}[nrt]|[\\\s]/g, '');
}
