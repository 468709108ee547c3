import { brotliDecompressSync, constants, gunzipSync, inflateSync } from 'node:zlib';

/** More than this is not looked into: a small body may unpack to any size. */
const MOST_BYTES = 64 * 1024 * 1024;

// Flushing gives what arrived of a body that was cut off.
const ZLIB = { maxOutputLength: MOST_BYTES, finishFlush: constants.Z_SYNC_FLUSH };
const BROTLI = { maxOutputLength: MOST_BYTES, finishFlush: constants.BROTLI_OPERATION_FLUSH };

/**
 * The content of a body in one of the encodings gzip, deflate and br (RFC 9110, 8.4.1), or
 * undefined when the encoding is another or the body is not in it.
 */
export function decodeContent(body: Uint8Array, encoding: string): Uint8Array | undefined {
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(body, ZLIB);
      case 'deflate':
        return inflateSync(body, ZLIB);
      case 'br':
        return brotliDecompressSync(body, BROTLI);
      default:
        return undefined;
    }
  } catch {
    // A body that cannot be unpacked is opaque to the component as well.
    return undefined;
  }
}
