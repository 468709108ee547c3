import { currentCall } from '../guest-call.ts';
import type { GuestLink } from '../guest-link.ts';
import { ResultError } from '../result-error.ts';

/** fermyon:spin/key-value@2.0.0, resource store. */
export class Store {
  readonly #label: string;
  readonly #link: GuestLink;

  constructor(label: string, link: GuestLink) {
    this.#label = label;
    this.#link = link;
  }

  static open(label: string): Store {
    return new Store(label, storeLink(label));
  }

  get(key: string): Uint8Array | undefined {
    const reply = this.#link.ask<'value'>({ type: 'get', ...this.#asking(), key });
    return reply.value ?? undefined;
  }

  set(key: string, value: Uint8Array): void {
    this.#link.ask<'done'>({ type: 'set', ...this.#asking(), key, value });
  }

  delete(key: string): void {
    this.#link.ask<'done'>({ type: 'delete', ...this.#asking(), key });
  }

  exists(key: string): boolean {
    return this.#link.ask<'flag'>({ type: 'exists', ...this.#asking(), key }).flag;
  }

  getKeys(): string[] {
    return this.#link.ask<'keys'>({ type: 'keys', ...this.#asking() }).keys;
  }

  #asking(): { readonly store: string; readonly component: string } {
    return { store: this.#label, component: currentCall().component };
  }
}

/** The way to a store, if it was granted to the component of the running call. */
export function storeLink(label: string): GuestLink {
  const call = currentCall();
  if (call.grant.stores.includes(label)) return call.chain.link;
  call.deny('store', label);
  throw new ResultError({ tag: 'access-denied' });
}
