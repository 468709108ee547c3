/** The timers of one request, by name; no name runs twice. */
export class RequestTimers {
  readonly #running = new Map<string, NodeJS.Timeout>();

  /** Restarts a timer; without a time it never fires. */
  start(name: string, ms: number | undefined, ring: () => void): void {
    this.stop(name);
    if (ms !== undefined) this.#running.set(name, setTimeout(ring, ms));
  }

  stop(name: string): void {
    clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  clear(): void {
    for (const name of [...this.#running.keys()]) this.stop(name);
  }
}
