import type { ExchangeOutcome } from '../../../tool-call/exchange.ts';
import type { LinkReply, SendRequest, StoreRequest } from '../messages.ts';

type Answer = Extract<LinkReply, { type: 'answer' }>;

/** The reply of one type. */
export type ReplyTo<Type extends Exclude<LinkReply, Answer>['type']> = Extract<
  LinkReply,
  { type: Type }
>;

/** An answer, under the number of its request. */
export interface NumberedAnswer {
  readonly exchange: number;
  readonly outcome: ExchangeOutcome;
}

/** The guest's way to its world. Like imports, it is synchronous. */
export interface GuestLink {
  /** Asks the key-value stores; throws the store's error as fermyon:spin/key-value does. */
  ask<Type extends 'value' | 'flag' | 'keys' | 'done'>(request: StoreRequest): ReplyTo<Type>;
  /**
   * Sends an outbound request; {@link nextAnswer} gives its answer under the same number.
   */
  send(sent: Omit<SendRequest, 'type' | 'exchange'>): number;
  /**
   * Waits for the answer to any request that was sent.
   *
   * @param timeoutMs the most real time to wait; default: forever
   */
  nextAnswer(timeoutMs: number | undefined): NumberedAnswer | undefined;
}
