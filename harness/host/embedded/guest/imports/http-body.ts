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
  #state: 'open' | 'finished' | 'dropped' = 'open';
  readonly #waiting: Array<() => void> = [];

  write(): OutputStream {
    if (this.#taken) throw new ResultError(undefined);
    this.#taken = true;
    return new OutputStream((bytes) => this.#parts.push(bytes));
  }

  get finished(): boolean {
    return this.#state === 'finished';
  }

  /** Calls one of the two, at once or later, if the component finishes the body or drops it. */
  whenDone(finished: () => void, dropped: () => void): void {
    const settle = () => (this.#state === 'finished' ? finished() : dropped());
    if (this.#state === 'open') this.#waiting.push(settle);
    else settle();
  }

  /** All that was written so far. */
  bytes(): Uint8Array {
    return new Uint8Array(Buffer.concat(this.#parts));
  }

  static finish(body: OutgoingBody, _trailers: Fields | undefined): void {
    body.#end('finished');
  }

  /** The glue calls this when the component drops a body that it has not finished. */
  [Symbol.dispose](): void {
    this.#end('dropped');
  }

  #end(state: 'finished' | 'dropped'): void {
    this.#state = state;
    for (const settle of this.#waiting.splice(0)) settle();
  }
}
