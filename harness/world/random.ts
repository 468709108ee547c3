import { createHash } from 'node:crypto';

/**
 * The seed of one call's randomness: a digest of the world's seed, the session and the call's
 * ordinal within that session. So every call can be replayed alone, and sessions do not affect each
 * other.
 */
export function callSeed(call: {
  readonly seed: number;
  /** Undefined for calls without a session, which are counted together. */
  readonly session: string | undefined;
  /** How many calls of the session came before. */
  readonly ordinal: number;
}): Uint8Array {
  const { seed, session, ordinal } = call;
  const parts = JSON.stringify(['spintape-call', seed, session ?? null, ordinal]);
  return createHash('sha256').update(parts).digest();
}

/**
 * The seed of a file that continues a session after so many calls: different for each number, so
 * that nothing is drawn twice. A safe integer, like all seeds in files.
 */
export function continuedSeed(seed: number, before: number): number {
  return Number((BigInt(seed) + BigInt(before)) & BigInt(Number.MAX_SAFE_INTEGER));
}

/** The seed of the `ordinal`-th call that a component with this seed makes to another component. */
export function chainedSeed(seed: Uint8Array, ordinal: number): Uint8Array {
  return createHash('sha256').update(seed).update(`spintape-chained:${ordinal}`).digest();
}

/** An endless stream of bytes that depends only on its seed: SHA-256 in counter mode. */
export class RandomStream {
  readonly #seed: Uint8Array;
  #counter = 0;
  #block = new Uint8Array(0);
  #used = 0;

  constructor(seed: Uint8Array) {
    this.#seed = seed;
  }

  /** The next bytes of the stream. */
  bytes(length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      if (this.#used === this.#block.length) this.#nextBlock();
      const part = this.#block.subarray(this.#used, this.#used + length - at);
      out.set(part, at);
      this.#used += part.length;
      at += part.length;
    }
    return out;
  }

  /** The next eight bytes as an unsigned integer. */
  u64(): bigint {
    return new DataView(this.bytes(8).buffer).getBigUint64(0, true);
  }

  #nextBlock(): void {
    this.#block = createHash('sha256').update(this.#seed).update(String(this.#counter)).digest();
    this.#counter += 1;
    this.#used = 0;
  }
}
