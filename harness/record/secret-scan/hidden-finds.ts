import type { TextFind } from './shapes/shape-finds.ts';

/**
 * Findings in the bytes of JSON that are missing from its value: of two members with the same name,
 * a JSON parser keeps the last, but the file holds both.
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
