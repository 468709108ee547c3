import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { LinkReply, SendRequest, StoreRequest } from '../messages.ts';
import type { GuestLink, NumberedAnswer, ReplyTo } from './guest-link.ts';
import { HostFault, ResultError } from './result-error.ts';

type Answer = Extract<LinkReply, { type: 'answer' }>;

/**
 * The guest's way to the main thread. Imports are synchronous, so the worker's thread blocks on a
 * shared counter until the main thread has put its reply on the port.
 */
export class MainLink implements GuestLink {
  readonly #port: MessagePort;
  readonly #signal: Int32Array;
  readonly #answers: Answer[] = [];
  #sent = 0;

  constructor(port: MessagePort, signal: SharedArrayBuffer) {
    this.#port = port;
    this.#signal = new Int32Array(signal);
  }

  ask<Type extends 'value' | 'flag' | 'keys' | 'done'>(request: StoreRequest): ReplyTo<Type> {
    this.#port.postMessage(request);
    const reply = this.#nextReply();
    if (reply.type === 'store-error') throw new ResultError({ tag: 'other', val: reply.message });
    return reply as ReplyTo<Type>;
  }

  send(sent: Omit<SendRequest, 'type' | 'exchange'>): number {
    const exchange = this.#sent++;
    this.#port.postMessage({ type: 'send', exchange, ...sent } satisfies SendRequest);
    return exchange;
  }

  nextAnswer(timeoutMs: number | undefined): NumberedAnswer | undefined {
    const early = this.#answers.shift();
    if (early !== undefined) return early;
    return this.#receive(timeoutMs) as Answer | undefined;
  }

  #nextReply(): Exclude<LinkReply, Answer> {
    for (;;) {
      const message = this.#receive(undefined);
      if (message?.type !== 'answer') return message as Exclude<LinkReply, Answer>;
      this.#answers.push(message);
    }
  }

  #receive(timeoutMs: number | undefined): LinkReply | undefined {
    const until =
      timeoutMs === undefined ? Number.POSITIVE_INFINITY : performance.now() + timeoutMs;
    for (;;) {
      const seen = Atomics.load(this.#signal, 0);
      const received = receiveMessageOnPort(this.#port);
      if (received !== undefined) return unlessFailed(received.message as LinkReply);
      const left = until - performance.now();
      if (left <= 0) return undefined;
      Atomics.wait(this.#signal, 0, seen, left);
    }
  }
}

function unlessFailed(reply: LinkReply): LinkReply {
  if (reply.type === 'host-failed') throw new HostFault(reply.reason);
  return reply;
}
