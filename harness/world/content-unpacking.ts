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

/** What packed bytes hold. */
export interface Unpacked {
  readonly content: Uint8Array;
  /** Whether nothing was wrong to the end; a body that was cut off may be whole. */
  readonly isWhole: boolean;
}

/**
 * What bytes with a content coding (RFC 9110, 8.4.1) may be packed with, the likelier first: some
 * servers leave out the wrapping of zlib that `deflate` asks for. Undefined for other codings.
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
 * What bytes unpack to, also when they are cut off or break somewhere: then what comes before, as
 * one who unpacks them as they arrive gets it. Undefined when they are not packed so. No more than
 * the limit is ever held.
 *
 * @param mostBytes more than this is too large, whatever follows
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

// Any shorter part unpacks and any longer one does not, so the place is found by halving.
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
