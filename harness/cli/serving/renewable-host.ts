import type { WorldHost } from '../../host/host.ts';

/** A host, and how many of its calls are under way. */
interface Generation {
  readonly host: WorldHost;
  running: number;
}

/**
 * A host that can be replaced while it is used: calls that are under way end in the old one, which
 * is closed then, and later calls run in the new one.
 */
export class RenewableHost implements WorldHost {
  #now: Generation;
  readonly #closing = new Set<Promise<void>>();

  constructor(host: WorldHost) {
    this.#now = { host, running: 0 };
  }

  async call(...call: Parameters<WorldHost['call']>): ReturnType<WorldHost['call']> {
    const generation = this.#now;
    generation.running += 1;
    try {
      return await generation.host.call(...call);
    } finally {
      generation.running -= 1;
      this.#closeIfOver(generation);
    }
  }

  /** Lets all later calls run in another host. */
  renew(host: WorldHost): void {
    const old = this.#now;
    this.#now = { host, running: 0 };
    this.#closeIfOver(old);
  }

  componentFor(path: string): string | undefined {
    return this.#now.host.componentFor(path);
  }

  buildKey(component: string): Promise<string> {
    return this.#now.host.buildKey(component);
  }

  counters(): ReturnType<WorldHost['counters']> {
    return this.#now.host.counters();
  }

  async close(): Promise<void> {
    await Promise.all([...this.#closing, this.#now.host.close()]);
  }

  #closeIfOver(generation: Generation): void {
    if (generation === this.#now || generation.running > 0) return;
    const closed = generation.host.close().finally(() => this.#closing.delete(closed));
    this.#closing.add(closed);
  }
}
