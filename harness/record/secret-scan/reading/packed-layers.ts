import { decodeUtf8 } from '../../../tool-call/utf8.ts';
import { type Packing, packingsOf, unpack } from '../../../world/content-unpacking.ts';

/** So many layers of packing are undone. */
const MOST_LAYERS = 6;
/** This much is always unpacked, in bytes. */
const FREE_BYTES = 8 * 1024 * 1024;
/** Above that, data may unpack to at most this many times its compressed length. */
const MOST_RATIO = 250;
/** More than this is not unpacked, in bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

/** The contents of compressed bytes, or why they are not known. */
export type PackedLayer = { readonly depth: number } & (
  | { readonly bytes: Uint8Array }
  | { readonly reason: string }
);

/** Bytes on their way through the layers. */
interface Packed {
  readonly bytes: Uint8Array;
  readonly depth: number;
  /** Their declared content codings, in the order of application. */
  readonly codings: readonly string[];
}

/**
 * Bytes, and their unpacked contents, layer by layer, whether or not a coding is declared. If a
 * coding is declared but not used, the bytes count as a layer; truncated or broken data gives the
 * part before the break.
 */
export function* packedLayers(
  bytes: Uint8Array,
  codings: readonly string[],
): Generator<PackedLayer> {
  yield* layersOf({ bytes, depth: 0, codings });
}

function* layersOf({ bytes, depth, codings }: Packed): Generator<PackedLayer> {
  yield { bytes, depth };
  for (let count = codings.length; count > 0; count -= 1) {
    const coding = codings[count - 1] ?? '';
    const packings = packingsOf(coding);
    if (packings === undefined && !isText(bytes)) {
      yield { reason: `contents in the encoding ${shown(coding)}, which is not undone`, depth };
      return;
    }
    const inside = { bytes, depth, codings: codings.slice(0, count - 1) };
    for (const packing of packings ?? []) {
      if (yield* insideOf(inside, packing)) return;
    }
  }
  yield* unannounced({ bytes, depth, codings: [] });
}

// A client may have named an encoding in a header that is not kept.
function* unannounced(packed: Packed): Generator<PackedLayer> {
  const { bytes } = packed;
  if (startsWith(bytes, [0x1f, 0x8b, 8]) && (yield* insideOf(packed, 'gzip'))) return;
  if (hasZlibHeader(bytes) && (yield* insideOf(packed, 'zlib'))) return;
  if (startsWith(bytes, [0x28, 0xb5, 0x2f, 0xfd])) {
    yield { reason: 'contents in the encoding zstd, which is not undone', depth: packed.depth };
    return;
  }
  if (isText(bytes)) return;
  // These have no magic number, and the first bytes of other formats may look like them.
  yield* insideOf(packed, 'raw-deflate', { isWhole: true });
  yield* insideOf(packed, 'br', { isWhole: true });
}

/** The layers within; returns whether the bytes are packed so, to their end. */
function* insideOf(
  { bytes, depth, codings }: Packed,
  packing: Packing,
  { isWhole = false } = {},
): Generator<PackedLayer, boolean> {
  const most = Math.min(MOST_BYTES, Math.max(FREE_BYTES, bytes.length * MOST_RATIO));
  const unpacked = unpack(bytes, packing, most);
  if (unpacked === 'too-large') {
    yield { reason: `contents that unpack to more than ${sizeOf(most)}`, depth };
    return true;
  }
  if (unpacked === undefined || unpacked.content.length === 0) return false;
  if (isWhole && !unpacked.isWhole) return false;
  if (depth === MOST_LAYERS) {
    yield { reason: `contents packed more than ${MOST_LAYERS} times`, depth };
  } else {
    yield* layersOf({ bytes: unpacked.content, depth: depth + 1, codings });
  }
  return unpacked.isWhole;
}

function isText(bytes: Uint8Array): boolean {
  return decodeUtf8(bytes) !== undefined;
}

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

// RFC 1950, 2.2: the method 8, windows of 32 KiB at most, no dictionary, and a sum that fits.
function hasZlibHeader([first = 0, second = 0]: Uint8Array): boolean {
  const isDeflate = (first & 0x0f) === 8 && first >> 4 <= 7 && (second & 0x20) === 0;
  return isDeflate && ((first << 8) | second) % 31 === 0;
}

// The upstream may have written anything there.
function shown(coding: string): string {
  return /^[a-z0-9-]{1,20}$/.test(coding) ? coding : 'that is named there';
}

function sizeOf(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MiB`;
}
