import type { ExchangeOutcome } from '../../../tool-call/exchange.ts';

/** An outbound request in progress. */
export class PendingExchange {
  /** The number under which the worker sent it; no other exchange of the worker has it. */
  readonly id: number;
  readonly #startedNs: bigint;
  #outcome: ExchangeOutcome | undefined;
  /** Whether the component has got the answer. */
  delivered = false;
  /** Virtual time from the request to the last timer before the answer, exact to a nanosecond. */
  lostAfterMs = 0;

  /** @param startedNs virtual time of the request, since the start of the call */
  constructor(id: number, startedNs: bigint) {
    this.id = id;
    this.#startedNs = startedNs;
  }

  get outcome(): ExchangeOutcome | undefined {
    return this.#outcome;
  }

  /** Keeps the outcome until it is delivered to the component. */
  settle(outcome: ExchangeOutcome): void {
    this.#outcome = outcome;
  }

  /** Whether an answer may be delivered at this virtual time. */
  isDue(nowNs: bigint): boolean {
    const dueNs = this.dueNs();
    return dueNs !== undefined && dueNs <= nowNs;
  }

  /** The first virtual time at which the answer may be delivered; undefined: never, or unknown. */
  dueNs(): bigint | undefined {
    if (this.#outcome === undefined || this.#outcome.kind === 'lost-to-timer') return undefined;
    return this.#startedNs + BigInt(Math.round((this.#outcome.afterMs ?? 0) * 1e6));
  }

  /** Notes that a timer fired before the answer came. */
  lostTo(timerNs: bigint): void {
    this.lostAfterMs = Number(timerNs - this.#startedNs) / 1e6;
  }
}
