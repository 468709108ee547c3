import type { ExchangeOutcome, OutboundRequest } from '../../../../tool-call/exchange.ts';
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
  exchange: PendingExchange | undefined;
  #taken = false;

  subscribe(): Pollable {
    // A body that is never finished is never sent, and so never answered.
    return new ExchangePollable(this.exchange ?? new PendingExchange(UNSENT_ID, 0n));
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
  // The body may be written after this call returns, and a request is sent only when it is whole.
  if (!request.slot.taken || request.slot.body.finished) start();
  else request.slot.body.onFinish = start;
  return future;
}

// Requests that stay in the worker are not looked up by their number.
const UNSENT_ID = -1;
const CHAINED_ID = -2;

const CHAINED = /^([a-z0-9-]+)\.spin\.internal$/i;

function exchange(
  call: GuestCall,
  request: OutboundRequest,
  timeouts: RequestTimeouts | undefined,
): PendingExchange {
  const component = CHAINED.exec(hostOf(request.url))?.[1];
  if (component === undefined) return call.send(request, timeouts);
  const chained = new PendingExchange(CHAINED_ID, call.clock.elapsedNs);
  chained.settle(call.chain.chained(call, component, request));
  chained.delivered = true;
  return chained;
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
