import type { ExchangeOutcome } from '../../../tool-call/exchange.ts';
import type { CallWorld } from '../../host.ts';
import type { SendRequest, StoreRequest } from '../messages.ts';
import { storeReply } from '../store-reply.ts';
import type { GuestLink, NumberedAnswer, ReplyTo } from './guest-link.ts';
import { HostFault, ResultError } from './result-error.ts';

/**
 * The guest's way to a world in its own thread, without messages and waiting. The world's upstream
 * has to be recorded, because only such an upstream answers at once.
 */
export class WorldLink implements GuestLink {
  readonly #world: Pick<CallWorld, 'keyValue' | 'upstream'>;
  readonly #answers: NumberedAnswer[] = [];
  #sent = 0;

  constructor(world: Pick<CallWorld, 'keyValue' | 'upstream'>) {
    this.#world = world;
  }

  ask<Type extends 'value' | 'flag' | 'keys' | 'done'>(request: StoreRequest): ReplyTo<Type> {
    const reply = storeReply(owned(request), this.#world.keyValue);
    if (reply.type === 'store-error') throw new ResultError({ tag: 'other', val: reply.message });
    return reply as ReplyTo<Type>;
  }

  send({ request }: Omit<SendRequest, 'type' | 'exchange'>): number {
    const exchange = this.#sent++;
    const outcome = this.#world.upstream.send(structuredClone(request), { signal: NEVER });
    this.#answers.push({ exchange, outcome: settled(outcome) });
    return exchange;
  }

  nextAnswer(): NumberedAnswer | undefined {
    return this.#answers.shift();
  }
}

const NEVER = new AbortController().signal;

// A store must not keep a view of the guest's memory, nor an object of its glue's realm.
function owned(request: StoreRequest): StoreRequest {
  return request.type === 'set' ? { ...request, value: Uint8Array.from(request.value) } : request;
}

function settled(outcome: ExchangeOutcome | Promise<ExchangeOutcome>): ExchangeOutcome {
  if (outcome instanceof Promise)
    throw new HostFault('an upstream in this thread has to be waited for');
  return outcome;
}
