import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';

/** A limit, because a small body may unpack to any size. */
const MOST_BYTES = 64 * 1024 * 1024;

/** How a body is unpacked. */
interface Unpacking {
  /** Longer contents are left packed, in bytes. */
  readonly mostBytes?: number;
  /** Whether a truncated body is left compressed; otherwise its received part is unpacked. */
  readonly isWhole?: boolean;
}

/**
 * The content of a body in one of the encodings gzip, deflate and br (RFC 9110, 8.4.1), or
 * undefined when the encoding is another or the body is not in it.
 */
export function decodeContent(
  body: Uint8Array,
  encoding: string,
  { mostBytes = MOST_BYTES, isWhole = false }: Unpacking = {},
): Uint8Array | undefined {
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
  const zlib = { maxOutputLength: mostBytes, ...(!isWhole && { finishFlush: Z_SYNC_FLUSH }) };
  const brotli = {
    maxOutputLength: mostBytes,
    ...(!isWhole && { finishFlush: BROTLI_OPERATION_FLUSH }),
  };
  try {
    switch (encoding) {
      case 'gzip':
      case 'x-gzip':
        return gunzipSync(body, zlib);
      case 'deflate':
        return inflated(body, zlib);
      case 'br':
        return brotliDecompressSync(body, brotli);
      default:
        return undefined;
    }
  } catch {
    return undefined;
  }
}

// Some servers omit the zlib wrapper that the encoding requires (RFC 9110, 8.4.1.2). It is
// recognized by its first byte: method 8 in the lower half.
function inflated(body: Uint8Array, options: ZlibOptions): Uint8Array {
  const isWrapped =
    ((body[0] ?? 0) & 0x0f) === 8 && (((body[0] ?? 0) << 8) | (body[1] ?? 0)) % 31 === 0;
  return isWrapped ? inflateSync(body, options) : inflateRawSync(body, options);
}
