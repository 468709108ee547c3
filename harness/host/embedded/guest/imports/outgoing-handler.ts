import type { ExchangeOutcome, OutboundRequest } from '../../../../tool-call/exchange.ts';
import { urlOrigin } from '../../../../tool-call/url-origin.ts';
import { allows } from '../../../../world/allowed-hosts.ts';
import type { RequestTimeouts } from '../../../../world/outbound-http/port.ts';
import { currentCall, type GuestCall } from '../guest-call.ts';
import { PendingExchange } from '../pending-exchange.ts';
import { ResultError } from '../result-error.ts';
import { errorCodeVariant } from './http-error-code.ts';
import { IncomingResponse } from './http-incoming.ts';
import type { OutgoingRequest, RequestOptions } from './http-outgoing.ts';
import { ExchangePollable, type Pollable } from './poll.ts';
import { IoError } from './streams.ts';

/** wasi:http/types@0.2.0, resource future-incoming-response. */
export class FutureIncomingResponse {
  /** Undefined until the component has finished the request's body. */
  exchange: PendingExchange | undefined;
  #taken = false;

  subscribe(): Pollable {
    // Not the exchange itself: a component may subscribe before it has written the body.
    return new ExchangePollable(() => this.exchange);
  }

  get(): unknown {
    if (this.exchange?.delivered !== true || this.exchange.outcome === undefined) return undefined;
    if (this.#taken) return { tag: 'err', val: undefined };
    this.#taken = true;
    return { tag: 'ok', val: incomingResult(this.exchange.outcome) };
  }
}

/** wasi:http/outgoing-handler@0.2.0, `handle`. */
export function handle(
  request: OutgoingRequest,
  options: RequestOptions | undefined,
): FutureIncomingResponse {
  const call = currentCall();
  const url = request.url();
  if (!allows(call.grant.allowedHosts, url)) {
    call.deny('host', urlOrigin(url));
    throw new ResultError(errorCodeVariant('HTTP-request-denied'));
  }
  const future = new FutureIncomingResponse();
  const start = () => {
    const sent: OutboundRequest = {
      method: request.methodName(),
      url,
      headers: request.headers().headerList(),
      body: request.slot.body.bytes(),
    };
    future.exchange = exchange(call, sent, options?.timeouts());
  };
  const breakOff = () => {
    future.exchange = brokenOff(call);
  };
  // The body may be written after this call returns, and a request is sent only when it is whole.
  if (request.slot.taken) request.slot.body.whenDone(start, breakOff);
  else start();
  return future;
}

// Exchanges that stay in the worker are not looked up by their number.
const WORKER_ID = -1;

const CHAINED = /^([a-z0-9-]+)\.spin\.internal$/i;

function exchange(
  call: GuestCall,
  request: OutboundRequest,
  timeouts: RequestTimeouts | undefined,
): PendingExchange {
  const component = CHAINED.exec(hostOf(request.url))?.[1];
  if (component === undefined) return call.send(request, timeouts);
  return settled(call, call.chain.chained(call, component, request));
}

// A request whose body was dropped before its end is corrupt: wasmtime-wasi-http breaks it off, and
// its sender gets this error. Here nothing has been sent yet.
function brokenOff(call: GuestCall): PendingExchange {
  return settled(call, { kind: 'error', code: 'HTTP-protocol-error' });
}

function settled(call: GuestCall, outcome: ExchangeOutcome): PendingExchange {
  const exchange = new PendingExchange(WORKER_ID, call.clock.elapsedNs);
  exchange.settle(outcome);
  exchange.delivered = true;
  return exchange;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname : '';
}

function incomingResult(outcome: ExchangeOutcome): unknown {
  if (outcome.kind === 'response') {
    const { response, chunks, cut, brokenBy: code = 'connection-terminated' } = outcome;
    const brokenBy =
      cut === undefined
        ? undefined
        : new IoError(`the answer broke off after ${cut} bytes`, errorCodeVariant(code));
    return { tag: 'ok', val: new IncomingResponse(response, { chunks, brokenBy }) };
  }
  const code = outcome.kind === 'error' ? outcome.code : 'connection-timeout';
  return { tag: 'err', val: errorCodeVariant(code) };
}
