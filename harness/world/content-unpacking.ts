import {
  brotliDecompressSync,
  constants,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  type ZlibOptions,
} from 'node:zlib';

/** A way to pack bytes that can be undone here. */
export type Packing = 'gzip' | 'zlib' | 'raw-deflate' | 'br';

/** The contents of compressed bytes. */
export interface Unpacked {
  readonly content: Uint8Array;
  /** Whether there was no error; also true for a truncated body. */
  readonly isWhole: boolean;
}

/**
 * The compression formats of a content coding (RFC 9110, 8.4.1), the more likely first: some
 * servers omit the zlib wrapper that `deflate` requires. Undefined for other codings.
 */
export function packingsOf(coding: string): readonly Packing[] | undefined {
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return ['gzip'];
    case 'deflate':
      return ['zlib', 'raw-deflate'];
    case 'br':
      return ['br'];
    case 'identity':
    case '':
      return [];
    default:
      return undefined;
  }
}

/**
 * The unpacked contents of bytes. Truncated or broken data gives the part before the break, like a
 * streaming reader. Undefined if the bytes do not have this format. Never holds more than the
 * limit.
 *
 * @param mostBytes the limit of the unpacked size
 */
export function unpack(
  bytes: Uint8Array,
  packing: Packing,
  mostBytes: number,
): Unpacked | 'too-large' | undefined {
  const whole = attempt(bytes, packing, mostBytes);
  if (whole === 'too-large') return whole;
  if (whole !== undefined) return { content: whole, isWhole: true };
  const content = untilBroken(bytes, packing, mostBytes);
  return content === undefined ? undefined : { content, isWhole: false };
}

// Any shorter part unpacks and any longer one does not, so binary search finds the break.
function untilBroken(
  bytes: Uint8Array,
  packing: Packing,
  mostBytes: number,
): Uint8Array | undefined {
  let content: Uint8Array | undefined;
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    const part = attempt(bytes.subarray(0, middle), packing, mostBytes);
    if (part === undefined || part === 'too-large') bad = middle;
    else {
      good = middle;
      content = part;
    }
  }
  return content === undefined || content.length === 0 ? undefined : content;
}

function attempt(
  bytes: Uint8Array,
  packing: Packing,
  mostBytes: number,
): Uint8Array | 'too-large' | undefined {
  const { Z_SYNC_FLUSH, BROTLI_OPERATION_FLUSH } = constants;
  const isBrotli = packing === 'br';
  const options: ZlibOptions = {
    maxOutputLength: mostBytes,
    finishFlush: isBrotli ? BROTLI_OPERATION_FLUSH : Z_SYNC_FLUSH,
  };
  try {
    return DECODERS[packing](bytes, options);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : undefined;
  }
}

const DECODERS: Readonly<Record<Packing, (bytes: Uint8Array, options: ZlibOptions) => Uint8Array>> =
  { gzip: gunzipSync, zlib: inflateSync, 'raw-deflate': inflateRawSync, br: brotliDecompressSync };
