import { NEVER_ANSWERED } from '../../../never-answered.ts';
import { currentCall, type GuestCall } from '../guest-call.ts';
import type { PendingExchange } from '../pending-exchange.ts';
import { Trap } from '../result-error.ts';

/** wasi:io/poll@0.2.0, resource pollable: always ready by default. */
export class Pollable {
  ready(): boolean {
    return true;
  }

  block(): void {
    poll([this]);
  }
}

/** Ready once the monotonic clock has reached a deadline. */
export class TimerPollable extends Pollable {
  readonly deadlineNs: bigint;

  constructor(deadlineNs: bigint) {
    super();
    this.deadlineNs = deadlineNs;
  }

  override ready(): boolean {
    return currentCall().clock.elapsedNs >= this.deadlineNs;
  }
}

/** Ready when the answer to an outbound request has been delivered. */
export class ExchangePollable extends Pollable {
  readonly #find: () => PendingExchange | undefined;

  /** @param find gives the exchange once its request has been sent */
  constructor(find: () => PendingExchange | undefined) {
    super();
    this.#find = find;
  }

  get exchange(): PendingExchange | undefined {
    return this.#find();
  }

  override ready(): boolean {
    return this.exchange?.delivered === true;
  }
}

/** wasi:io/poll@0.2.0, `poll`: the indexes of those that are ready; waits for the first one. */
export function poll(pollables: Pollable[]): Uint32Array {
  for (;;) {
    const ready = pollables.flatMap((pollable, index) => (pollable.ready() ? [index] : []));
    if (ready.length > 0) return Uint32Array.from(ready);
    waitForNext(currentCall(), pollables);
  }
}

function waitForNext(call: GuestCall, pollables: readonly Pollable[]): void {
  const exchanges = pollables.flatMap((p) =>
    p instanceof ExchangePollable ? (p.exchange ?? []) : [],
  );
  const deadlineNs = earliest(
    pollables.flatMap((p) => (p instanceof TimerPollable ? [p.deadlineNs] : [])),
  );
  if (exchanges.length > 0) {
    waitForAnswers(call, exchanges, deadlineNs);
  } else if (deadlineNs !== undefined) {
    if (call.chain.timers === 'real') sleep(deadlineNs - call.clock.elapsedNs);
    call.clock.advanceTo(deadlineNs);
  } else {
    throw new Trap(reasonForNever(pollables));
  }
}

// Requests are sent when they are whole, so nobody answers one that is still being written.
function reasonForNever(pollables: readonly Pollable[]): string {
  return pollables.some((pollable) => pollable instanceof ExchangePollable)
    ? 'the component waits for the answer to a request whose body it has not finished'
    : 'the component waits for something that can never happen';
}

/**
 * Answers are delivered together, once all that the component waits for have arrived. The real
 * order of their arrival would be one more input, which a replay could not repeat. Only a timer of
 * the component ends the wait before that.
 */
function waitForAnswers(
  call: GuestCall,
  exchanges: readonly PendingExchange[],
  timerNs: bigint | undefined,
): void {
  const { clock } = call;
  collectAnswers(call, exchanges, timerNs);
  const due = exchanges.filter((exchange) => exchange.isDue(clock.elapsedNs));
  if (due.length < exchanges.length) {
    const deadlineNs = timerNs ?? earliest(exchanges.flatMap((exchange) => exchange.dueNs() ?? []));
    if (deadlineNs === undefined) {
      throw new Trap(NEVER_ANSWERED);
    }
    for (const exchange of exchanges) {
      if (!due.includes(exchange)) exchange.lostTo(deadlineNs);
    }
    clock.advanceTo(deadlineNs);
    if (timerNs === undefined) return;
  }
  for (const exchange of due) exchange.delivered = true;
}

function collectAnswers(
  call: GuestCall,
  exchanges: readonly PendingExchange[],
  timerNs: bigint | undefined,
): void {
  const { chain, clock } = call;
  const timeoutMs = timerNs === undefined ? undefined : Number(timerNs - clock.elapsedNs) / 1e6;
  const until = performance.now() + (timeoutMs ?? 0);
  while (exchanges.some((exchange) => exchange.outcome === undefined)) {
    const patient = chain.timers === 'virtual' || timeoutMs === undefined;
    const answer = chain.link.nextAnswer(patient ? undefined : until - performance.now());
    if (answer === undefined) return;
    // Nobody waits any longer for an answer to a request of an earlier call.
    chain.sent.find(({ id }) => id === answer.exchange)?.settle(answer.outcome);
  }
}

function earliest(deadlines: readonly bigint[]): bigint | undefined {
  return deadlines.reduce<bigint | undefined>(
    (first, deadline) => (first === undefined || deadline < first ? deadline : first),
    undefined,
  );
}

const sleeper = new Int32Array(new SharedArrayBuffer(4));

function sleep(ns: bigint): void {
  Atomics.wait(sleeper, 0, 0, Number(ns) / 1e6);
}
