import type { PrintedLine } from '../../../../tool-call/printed-line.ts';
import { currentCall } from '../guest-call.ts';
import { ResultError, Trap } from '../result-error.ts';
import { Pollable } from './poll.ts';

/** wasi:io/error@0.2.0, resource error. */
export class IoError {
  readonly #message: string;
  /** The wasi:http error-code if the error is that of a broken body. */
  readonly httpCode: unknown;

  constructor(message: string, httpCode?: unknown) {
    this.#message = message;
    this.httpCode = httpCode;
  }

  toDebugString(): string {
    return this.#message;
  }
}

/** How a body arrived, as a reader of its stream sees it. */
export interface BodyArrival {
  /** Lengths of the pieces that are read one by one; default: one piece. */
  readonly chunks?: readonly number[] | undefined;
  /** What a reader gets after the last byte instead of the end. */
  readonly brokenBy?: IoError | undefined;
}

/** wasi:io/streams@0.2.0, resource input-stream, over bytes that have all arrived. */
export class InputStream {
  readonly #bytes: Uint8Array;
  readonly #arrival: BodyArrival;
  #at = 0;
  /** The chunk that is being read, and where it ends. */
  #chunk = 0;
  #chunkEnd: number;

  constructor(bytes: Uint8Array = new Uint8Array(0), arrival: BodyArrival = {}) {
    this.#bytes = bytes;
    this.#arrival = arrival;
    this.#chunkEnd = arrival.chunks?.[0] ?? bytes.length;
  }

  read(length: bigint): Uint8Array {
    if (this.#at === this.#bytes.length && length > 0n) throw this.#end();
    if (this.#at === this.#chunkEnd) {
      this.#chunk += 1;
      this.#chunkEnd += this.#arrival.chunks?.[this.#chunk] ?? this.#bytes.length;
    }
    const end = Math.min(this.#bytes.length, this.#chunkEnd, this.#at + Number(length));
    const part = this.#bytes.slice(this.#at, end);
    this.#at = end;
    return part;
  }

  /** As `read`, but a chunk without bytes is not an answer: it waits for the next one. */
  blockingRead(length: bigint): Uint8Array {
    for (;;) {
      const part = this.read(length);
      if (part.length > 0 || length === 0n) return part;
    }
  }

  skip(length: bigint): bigint {
    return BigInt(this.read(length).length);
  }

  blockingSkip(length: bigint): bigint {
    return BigInt(this.blockingRead(length).length);
  }

  subscribe(): Pollable {
    return new Pollable();
  }

  #end(): ResultError {
    const { brokenBy } = this.#arrival;
    return brokenBy === undefined
      ? new ResultError({ tag: 'closed' })
      : new ResultError({ tag: 'last-operation-failed', val: brokenBy });
  }
}

/** How many bytes a component may write at once, as in wasmtime-wasi-http. */
const WRITE_PERMIT = 1_048_576;

/** wasi:io/streams@0.2.0, resource output-stream. */
export class OutputStream {
  readonly #sink: (bytes: Uint8Array) => void;

  /** @param sink gets each written part, in bytes that it may keep */
  constructor(sink: (bytes: Uint8Array) => void = () => {}) {
    this.#sink = sink;
  }

  checkWrite(): bigint {
    return BigInt(WRITE_PERMIT);
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > WRITE_PERMIT) {
      throw new Trap(
        `the component wrote ${bytes.length} bytes at once where at most ${WRITE_PERMIT} are ` +
          'allowed; componentize-js 0.10.5 cannot send a body above 1 MiB in one piece',
      );
    }
    this.#sink(bytes.slice());
  }

  blockingWriteAndFlush(bytes: Uint8Array): void {
    this.write(bytes);
  }

  flush(): void {}

  blockingFlush(): void {}

  writeZeroes(length: bigint): void {
    this.write(new Uint8Array(Math.min(Number(length), WRITE_PERMIT + 1)));
  }

  blockingWriteZeroesAndFlush(length: bigint): void {
    this.writeZeroes(length);
  }

  splice(source: InputStream, length: bigint): bigint {
    const part = source.read(length < WRITE_PERMIT ? length : BigInt(WRITE_PERMIT));
    this.write(part);
    return BigInt(part.length);
  }

  blockingSplice(source: InputStream, length: bigint): bigint {
    return this.splice(source, length);
  }

  subscribe(): Pollable {
    return new Pollable();
  }
}

/** A stream into the call's log: the guest's standard output or standard error. */
export function logStream(stream: PrintedLine['stream']): OutputStream {
  return new OutputStream((bytes) => {
    const { chain, component } = currentCall();
    chain.log.write(component, stream, bytes);
  });
}
