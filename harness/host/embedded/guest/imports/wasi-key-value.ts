import { ResultError } from '../result-error.ts';
import { Store, storeLink } from './key-value.ts';

/** wasi:keyvalue/store@0.2.0-draft2, resource bucket: a store of Spin under another name. */
export class Bucket extends Store {
  listKeys(cursor: string | undefined): { keys: string[]; cursor: undefined } {
    if (cursor !== undefined) {
      throw new ResultError({ tag: 'other', val: 'list_keys: cursor not supported' });
    }
    return { keys: this.getKeys(), cursor: undefined };
  }
}

/** wasi:keyvalue/store@0.2.0-draft2, `open`. */
export function openBucket(label: string): Bucket {
  return new Bucket(label, storeLink(label));
}

/** wasi:keyvalue/batch@0.2.0-draft2. */
export const batch = {
  getMany: (bucket: Bucket, keys: string[]): Array<[string, Uint8Array | undefined]> =>
    keys.map((key) => [key, bucket.get(key)]),
  setMany: (bucket: Bucket, entries: Array<[string, Uint8Array]>): void => {
    for (const [key, value] of entries) bucket.set(key, value);
  },
  deleteMany: (bucket: Bucket, keys: string[]): void => {
    for (const key of keys) bucket.delete(key);
  },
};

/** wasi:keyvalue/atomics@0.2.0-draft2, resource cas: a value to swap if it is still the same. */
export class Cas {
  readonly #bucket: Bucket;
  readonly #key: string;
  #seen: Uint8Array | undefined;

  constructor(bucket: Bucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
  }

  /** The name that the glue gives to the interface's static function `new`. */
  static new(bucket: Bucket, key: string): Cas {
    return new Cas(bucket, key);
  }

  current(): Uint8Array | undefined {
    this.#seen = this.#bucket.get(this.#key);
    return this.#seen;
  }

  /** wasi:keyvalue/atomics@0.2.0-draft2, `swap`. */
  static swap(cas: Cas, value: Uint8Array): void {
    if (!isSame(cas.#seen, cas.#bucket.get(cas.#key))) {
      const renewed = new Cas(cas.#bucket, cas.#key);
      renewed.current();
      throw new ResultError({ tag: 'cas-failed', val: renewed });
    }
    cas.#bucket.set(cas.#key, value);
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a === undefined || b === undefined ? a === b : Buffer.compare(a, b) === 0;
}

/**
 * wasi:keyvalue/atomics@0.2.0-draft2, `increment`. As in Spin, the number is kept as eight bytes,
 * the lowest first. A call of another worker thread may come between reading and writing; in a
 * replay, and among the recorded calls of one session, nothing does.
 */
export function increment(bucket: Bucket, key: string, delta: bigint): bigint {
  const kept = bucket.get(key) ?? new Uint8Array(8);
  if (kept.length !== 8) {
    throw new ResultError({ tag: 'other', val: `the value of ${key} is not a number of 64 bits` });
  }
  const number = Buffer.alloc(8);
  const sum = BigInt.asIntN(64, Buffer.from(kept).readBigInt64LE() + delta);
  number.writeBigInt64LE(sum);
  bucket.set(key, Uint8Array.from(number));
  return sum;
}
