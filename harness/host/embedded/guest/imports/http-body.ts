import { ResultError } from '../result-error.ts';
import type { Fields } from './http-fields.ts';
import { Pollable } from './poll.ts';
import { type BodyArrival, InputStream, OutputStream } from './streams.ts';

/** wasi:http/types@0.2.0, resource incoming-body, over bytes that have all arrived. */
export class IncomingBody {
  readonly #stream: InputStream;
  #taken = false;

  constructor(bytes: Uint8Array = new Uint8Array(0), arrival: BodyArrival = {}) {
    this.#stream = new InputStream(bytes, arrival);
  }

  stream(): InputStream {
    if (this.#taken) throw new ResultError(undefined);
    this.#taken = true;
    return this.#stream;
  }

  static finish(_body: IncomingBody): FutureTrailers {
    return new FutureTrailers();
  }
}

/** wasi:http/types@0.2.0, resource future-trailers: there are none. */
export class FutureTrailers {
  #taken = false;

  subscribe(): Pollable {
    return new Pollable();
  }

  get(): unknown {
    if (this.#taken) return { tag: 'err', val: undefined };
    this.#taken = true;
    return { tag: 'ok', val: { tag: 'ok', val: undefined } };
  }
}

/** wasi:http/types@0.2.0, resource outgoing-body. */
export class OutgoingBody {
  readonly #parts: Uint8Array[] = [];
  #taken = false;
  #finished = false;
  /** Called once when the component has finished the body. */
  onFinish: () => void = () => {};

  write(): OutputStream {
    if (this.#taken) throw new ResultError(undefined);
    this.#taken = true;
    return new OutputStream((bytes) => this.#parts.push(bytes));
  }

  get finished(): boolean {
    return this.#finished;
  }

  /** All that was written so far. */
  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  static finish(body: OutgoingBody, _trailers: Fields | undefined): void {
    body.#finished = true;
    body.onFinish();
  }
}
