/** An integer read from a Wasm binary, and where the bytes after it begin. */
export interface ReadInteger {
  readonly value: number;
  readonly next: number;
}

/**
 * Reads an unsigned 32-bit LEB128 integer (Wasm core specification, 5.2.2). As in the
 * specification, encodings may be longer than necessary.
 *
 * @throws RangeError when the bytes end inside the integer or it exceeds 32 bits.
 */
export function readUnsigned(bytes: Uint8Array, at: number): ReadInteger {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = bytes[at];
    if (byte === undefined) throw new RangeError(`the bytes end inside an integer at ${at}`);
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) {
      if (value > 0xffff_ffff) throw new RangeError(`an integer of more than 32 bits at ${at}`);
      return { value, next: at };
    }
  }
  throw new RangeError(`an integer of more than 5 bytes at ${at}`);
}

/** Writes an unsigned integer below 2^32 as the shortest LEB128. */
export function unsignedBytes(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
