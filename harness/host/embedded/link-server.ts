import { setMaxListeners } from 'node:events';
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { HarnessError } from '../../errors.ts';
import { PlaceholderKeyValue } from '../../world/secrets/placeholder-key-value.ts';
import type { CallWorld } from '../host.ts';
import type { LinkReply, LinkRequest, SendRequest, StoreRequest } from './messages.ts';
import { storeReply } from './store-reply.ts';

/**
 * The main thread's end of a worker's link: answers the guest's questions to the world of the
 * running call, and wakes the worker, which waits for the answer.
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

  /** Begins a call: the following requests belong to it, and to this world. */
  begin(world: CallWorld): void {
    this.#world = world;
    this.#ended = new AbortController();
    // Each pending request adds a listener, and a call may send any number of them at once.
    setMaxListeners(0, this.#ended.signal);
    this.#failure = undefined;
  }

  /** Why the running call has no outcome, however its component reacts. */
  get failure(): HarnessError | undefined {
    return this.#failure;
  }

  /**
   * Ends the call: nobody waits for its pending answers any more. Requests of the call may still
   * arrive, since the message about its end came through another port.
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
    // The call may have ended in the meantime, at its deadline.
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
      // If this machine lacks a resource, no upstream has answered, so the component gets no
      // answer.
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

// A component finds its own placeholders in the stores that it wrote them to.
function storesOf({ component }: StoreRequest, world: CallWorld): CallWorld['keyValue'] {
  const { keyValue, placeholders } = world;
  if (placeholders === undefined) return keyValue;
  return new PlaceholderKeyValue(keyValue, placeholders, component);
}
