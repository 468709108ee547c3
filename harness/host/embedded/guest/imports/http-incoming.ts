import type { HeaderList, HttpRequest, HttpResponse } from '../../../../tool-call/http-message.ts';
import { ResultError } from '../result-error.ts';
import { IncomingBody } from './http-body.ts';
import { Fields } from './http-fields.ts';
import { type Method, methodVariant, type Scheme } from './http-method.ts';
import type { BodyArrival } from './streams.ts';

/** wasi:http/types@0.2.0, resource incoming-request: the request that a component answers. */
export class IncomingRequest {
  readonly #request: HttpRequest;
  readonly #headers: HeaderList;
  readonly #authority: string;
  #consumed = false;

  /** @param headers what the component sees instead of the request's own headers */
  constructor(request: HttpRequest, headers: HeaderList, authority: string) {
    this.#request = request;
    this.#headers = headers;
    this.#authority = authority;
  }

  method(): Method {
    return methodVariant(this.#request.method);
  }

  pathWithQuery(): string {
    return this.#request.path;
  }

  scheme(): Scheme {
    return { tag: 'HTTP' };
  }

  authority(): string {
    return this.#authority;
  }

  headers(): Fields {
    return Fields.received(this.#headers);
  }

  consume(): IncomingBody {
    if (this.#consumed) throw new ResultError(undefined);
    this.#consumed = true;
    return new IncomingBody(this.#request.body);
  }
}

/** wasi:http/types@0.2.0, resource incoming-response: an upstream's answer. */
export class IncomingResponse {
  readonly #response: HttpResponse;
  readonly #arrival: BodyArrival;
  #consumed = false;

  /** @param arrival how its body arrived */
  constructor(response: HttpResponse, arrival: BodyArrival = {}) {
    this.#response = response;
    this.#arrival = arrival;
  }

  status(): number {
    return this.#response.status;
  }

  headers(): Fields {
    return Fields.received(this.#response.headers);
  }

  consume(): IncomingBody {
    if (this.#consumed) throw new ResultError(undefined);
    this.#consumed = true;
    return new IncomingBody(this.#response.body, this.#arrival);
  }
}
