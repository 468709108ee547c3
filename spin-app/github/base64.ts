/** How many bytes are turned into a string at once: few enough to be passed as arguments. */
const CHUNK_BYTES = 8192;

/**
 * Decodes base64 with the line breaks that GitHub puts into it. Gives null for anything else: a
 * decoder that skips what it does not know would make other bytes of it.
 */
export function decodeBase64(text: string): Uint8Array | null {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return null;
  }
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** Encodes bytes as base64 in one line. */
export function encodeBase64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    // Spreading would walk the bytes one by one, which takes the guest seconds for a megabyte.
    chunks.push(Reflect.apply(String.fromCharCode, null, bytes.subarray(at, at + CHUNK_BYTES)));
  }
  return btoa(chunks.join(''));
}
