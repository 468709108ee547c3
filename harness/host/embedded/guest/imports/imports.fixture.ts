import type { ExchangeOutcome } from '../../../../tool-call/exchange.ts';
import { parseAllowedHost } from '../../../../world/allowed-hosts.ts';
import { type CallChain, GuestCall, runAs } from '../guest-call.ts';
import type { GuestLink, NumberedAnswer } from '../guest-link.ts';
import { Fields } from './http-fields.ts';
import { OutgoingRequest } from './http-outgoing.ts';

/** Runs what a component would do with the imports, in a world whose upstream repeats bodies. */
export function asComponent<Result>(run: () => Result): Result {
  const chain = {
    link: new RepeatingLink(),
    timers: 'virtual',
    placeholderKey: undefined,
    sent: [],
    variables: new Set<string>(),
  } as Partial<CallChain> as CallChain;
  const grant = {
    variables: new Map(),
    secretVariables: new Map(),
    environment: new Map(),
    stores: [],
    allowedHosts: [parseAllowedHost('http://upstream')],
  };
  const seed = new Uint8Array(32);
  return runAs(new GuestCall(chain, { component: 'test', grant, at: 0, seed, depth: 0 }), run);
}

/** A POST request to the upstream, whose body has yet to be written. */
export function postRequest(): OutgoingRequest {
  const request = new OutgoingRequest(new Fields());
  request.setMethod({ tag: 'post' });
  request.setScheme({ tag: 'HTTP' });
  request.setAuthority('upstream');
  request.setPathWithQuery('/');
  return request;
}

/** Answers each request with its own body; it has no stores. */
class RepeatingLink implements GuestLink {
  readonly #answers: NumberedAnswer[] = [];
  #sent = 0;

  ask(): never {
    throw new Error('no component of these tests asks a store');
  }

  send({ request }: Parameters<GuestLink['send']>[0]): number {
    const exchange = this.#sent++;
    const response = { status: 200, headers: [], body: request.body };
    const outcome: ExchangeOutcome = { kind: 'response', response };
    this.#answers.push({ exchange, outcome });
    return exchange;
  }

  nextAnswer(): NumberedAnswer | undefined {
    return this.#answers.shift();
  }
}
