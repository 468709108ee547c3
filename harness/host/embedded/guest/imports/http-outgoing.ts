import type { HttpResponse } from '../../../../tool-call/http-message.ts';
import type { RequestTimeouts } from '../../../../world/outbound-http/port.ts';
import { ResultError } from '../result-error.ts';
import { OutgoingBody } from './http-body.ts';
import type { Fields } from './http-fields.ts';
import { type Method, methodName, type Scheme, schemeName } from './http-method.ts';

/** A body that its owner hands out once. */
class BodySlot {
  readonly body = new OutgoingBody();
  taken = false;

  take(): OutgoingBody {
    if (this.taken) throw new ResultError(undefined);
    this.taken = true;
    return this.body;
  }
}

/** wasi:http/types@0.2.0, resource outgoing-request. */
export class OutgoingRequest {
  readonly slot = new BodySlot();
  readonly #headers: Fields;
  #method: Method = { tag: 'get' };
  #path: string | undefined;
  #scheme: Scheme | undefined;
  #authority: string | undefined;

  constructor(headers: Fields) {
    this.#headers = headers;
  }

  body(): OutgoingBody {
    return this.slot.take();
  }

  headers(): Fields {
    return this.#headers;
  }

  method(): Method {
    return this.#method;
  }

  setMethod(method: Method): void {
    this.#method = method;
  }

  pathWithQuery(): string | undefined {
    return this.#path;
  }

  setPathWithQuery(path: string | undefined): void {
    this.#path = path;
  }

  scheme(): Scheme | undefined {
    return this.#scheme;
  }

  setScheme(scheme: Scheme | undefined): void {
    this.#scheme = scheme;
  }

  authority(): string | undefined {
    return this.#authority;
  }

  setAuthority(authority: string | undefined): void {
    this.#authority = authority;
  }

  /** The method's name in upper case. */
  methodName(): string {
    return methodName(this.#method);
  }

  /** The absolute URL, as the component gave its parts. */
  url(): string {
    return `${schemeName(this.#scheme)}://${this.#authority ?? ''}${this.#path ?? '/'}`;
  }
}

/** wasi:http/types@0.2.0, resource outgoing-response. */
export class OutgoingResponse {
  readonly slot = new BodySlot();
  readonly #headers: Fields;
  #status = 200;

  constructor(headers: Fields) {
    this.#headers = headers;
  }

  statusCode(): number {
    return this.#status;
  }

  setStatusCode(status: number): void {
    if (status < 100 || status > 999) throw new ResultError(undefined);
    this.#status = status;
  }

  headers(): Fields {
    return this.#headers;
  }

  body(): OutgoingBody {
    return this.slot.take();
  }
}

/** wasi:http/types@0.2.0, resource request-options; the host's own limits apply as well. */
export class RequestOptions {
  #connect: bigint | undefined;
  #firstByte: bigint | undefined;
  #betweenBytes: bigint | undefined;

  connectTimeout(): bigint | undefined {
    return this.#connect;
  }

  setConnectTimeout(duration: bigint | undefined): void {
    this.#connect = duration;
  }

  firstByteTimeout(): bigint | undefined {
    return this.#firstByte;
  }

  setFirstByteTimeout(duration: bigint | undefined): void {
    this.#firstByte = duration;
  }

  betweenBytesTimeout(): bigint | undefined {
    return this.#betweenBytes;
  }

  setBetweenBytesTimeout(duration: bigint | undefined): void {
    this.#betweenBytes = duration;
  }

  /** The three timeouts as plain data; undefined if none is set. */
  timeouts(): RequestTimeouts | undefined {
    const [connectMs, firstByteMs, betweenBytesMs] = [
      this.#connect,
      this.#firstByte,
      this.#betweenBytes,
    ].map((duration) => (duration === undefined ? undefined : Number(duration) / 1e6));
    const isSet = [connectMs, firstByteMs, betweenBytesMs].some((it) => it !== undefined);
    return isSet ? { connectMs, firstByteMs, betweenBytesMs } : undefined;
  }
}

type OutgoingResult =
  | { tag: 'ok'; val: OutgoingResponse }
  | { tag: 'err'; val: { tag: string; val?: unknown } };

/** wasi:http/types@0.2.0, resource response-outparam: where a component puts its response. */
export class ResponseOutparam {
  #result: OutgoingResult | undefined;

  static set(outparam: ResponseOutparam, result: OutgoingResult): void {
    outparam.#result = result;
  }

  /**
   * How many bytes a component wrote of a body that it never finished. Undefined when it finished
   * the body, or wrote nothing, as an engine does that answers an exception with an empty 500.
   */
  brokenOff(): number | undefined {
    if (this.#result?.tag !== 'ok') return undefined;
    const { taken, body } = this.#result.val.slot;
    const written = taken && !body.finished ? body.bytes().length : 0;
    return written > 0 ? written : undefined;
  }

  /**
   * The response, once the component has returned; undefined if it did not set one.
   *
   * A component that sets an error has failed by itself; Spin answers that with 500.
   */
  response(): HttpResponse | undefined {
    const result = this.#result;
    if (result === undefined) return undefined;
    if (result.tag === 'err') {
      return { status: 500, headers: [], body: new Uint8Array(0) };
    }
    return {
      status: result.val.statusCode(),
      headers: result.val.headers().headerList(),
      body: result.val.slot.body.bytes(),
    };
  }
}
