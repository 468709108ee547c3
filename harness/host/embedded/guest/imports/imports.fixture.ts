import type { ExchangeOutcome } from '../../../../tool-call/exchange.ts';
import { parseAllowedHost } from '../../../../world/allowed-hosts.ts';
import type { KeyValue } from '../../../../world/key-value/key-value.ts';
import type { StoreRequest } from '../../messages.ts';
import { storeReply } from '../../store-reply.ts';
import { DeniedUses } from '../denied-uses.ts';
import { type CallChain, GuestCall, runAs } from '../guest-call.ts';
import type { GuestLink, NumberedAnswer, ReplyTo } from '../guest-link.ts';
import { Fields } from './http-fields.ts';
import { OutgoingRequest } from './http-outgoing.ts';

/**
 * Runs what a component would do with the imports, in a world whose upstream repeats bodies, with
 * the store `default` and the variable `greeting`.
 */
export function asComponent<Result>(run: () => Result, keyValue?: KeyValue): Result {
  const chain = {
    link: new RepeatingLink(keyValue),
    timers: 'virtual',
    placeholderKey: undefined,
    sent: [],
    denied: new DeniedUses(),
    variables: new Set<string>(),
  } as Partial<CallChain> as CallChain;
  const grant = {
    variables: new Map([['greeting', 'hello']]),
    secretVariables: new Map(),
    environment: new Map(),
    stores: ['default'],
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

/** Answers each request with its own body. */
class RepeatingLink implements GuestLink {
  readonly #answers: NumberedAnswer[] = [];
  readonly #keyValue: KeyValue | undefined;
  #sent = 0;

  constructor(keyValue: KeyValue | undefined) {
    this.#keyValue = keyValue;
  }

  ask<Type extends 'value' | 'flag' | 'keys' | 'done'>(request: StoreRequest): ReplyTo<Type> {
    if (this.#keyValue === undefined) throw new Error('the test gives no stores');
    return storeReply(request, this.#keyValue) as ReplyTo<Type>;
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
