import { setMaxListeners } from 'node:events';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { HarnessError } from '../../errors.ts';
import { PlaceholderKeyValue } from '../../world/secrets/placeholder-key-value.ts';
import type { CallWorld } from '../host.ts';
import type { LinkReply, LinkRequest, SendRequest, StoreRequest } from './messages.ts';
import { storeReply } from './store-reply.ts';

/**
 * The main thread's end of a worker's link: answers what the guest asks of the world of the call
 * that is running, and wakes the worker that waits for it.
 */
export class LinkServer {
  readonly #port: MessagePort;
  readonly #signal: Int32Array;
  #world: CallWorld | undefined;
  #ended = new AbortController();
  #failure: HarnessError | undefined;

  constructor(port: MessagePort, signal: SharedArrayBuffer) {
    this.#port = port;
    this.#signal = new Int32Array(signal);
    port.on('message', (request: LinkRequest) => this.#serve(request));
  }

  /** The requests that follow belong to a call in this world. */
  begin(world: CallWorld): void {
    this.#world = world;
    this.#ended = new AbortController();
    // Each request that is under way listens, and a call may send any number at once.
    setMaxListeners(0, this.#ended.signal);
    this.#failure = undefined;
  }

  /** Why the call that is running has no outcome, whatever its component makes of it. */
  get failure(): HarnessError | undefined {
    return this.#failure;
  }

  /**
   * The call has ended; answers that are still to come are for nobody. Requests that nobody waited
   * for may still be on their way, since the word of the end came through another port.
   */
  end(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (received === undefined) break;
      this.#serve(received.message as LinkRequest);
    }
    this.#world = undefined;
    this.#ended.abort();
  }

  close(): void {
    this.end();
    this.#port.close();
  }

  #serve(request: LinkRequest): void {
    const world = this.#world;
    if (world === undefined) return;
    if (request.type === 'send') {
      void this.#send(request, world);
      return;
    }
    if (world.storeTurn === undefined) this.#reply(storeReply(request, storesOf(request, world)));
    else void this.#inTurn(world.storeTurn, request, world);
  }

  async #inTurn(turn: () => Promise<void>, request: StoreRequest, world: CallWorld): Promise<void> {
    await turn();
    // The call may have ended in the meantime, by its deadline.
    if (this.#world === world) this.#reply(storeReply(request, storesOf(request, world)));
  }

  async #send(sent: SendRequest, world: CallWorld): Promise<void> {
    const { signal } = this.#ended;
    const { component, exchange, timeouts } = sent;
    const request = world.placeholders?.hideRequest(sent.request, component) ?? sent.request;
    try {
      const outcome = await world.upstream.send(request, { signal, timeouts });
      if (signal.aborted) return;
      this.#reply({ type: 'answer', exchange, outcome });
    } catch (error) {
      // The upstream rejects when the call has ended.
      if (signal.aborted) return;
      // What this machine lacks is no answer of an upstream, so the component gets none.
      if (!(error instanceof HarnessError)) throw error;
      this.#failure = error;
      this.#reply({ type: 'host-failed', reason: error.problem });
    }
  }

  #reply(reply: LinkReply): void {
    this.#port.postMessage(reply);
    Atomics.add(this.#signal, 0, 1);
    Atomics.notify(this.#signal, 0);
  }
}

// A component finds its own placeholders in the stores where it left them.
function storesOf({ component }: StoreRequest, world: CallWorld): CallWorld['keyValue'] {
  const { keyValue, placeholders } = world;
  if (placeholders === undefined) return keyValue;
  return new PlaceholderKeyValue(keyValue, placeholders, component);
}
