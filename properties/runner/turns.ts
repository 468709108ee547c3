/** Parallel calls, of which only one takes its next step at a time. */
export class Turns {
  readonly #choices: Iterator<number>;
  readonly #waiting = new Map<number, () => void>();
  #running: number;

  /**
   * @param lanes the number of calls; all must be able to run in parallel @param choices which of
   *   the waiting calls continues, as an index modulo their number; when they are used up, the
   *   first
   */
  constructor(lanes: number, choices: readonly number[]) {
    this.#running = lanes;
    this.#choices = choices[Symbol.iterator]();
  }

  /** Resolves when it is the lane's turn: after all others wait or have ended. */
  wait(lane: number): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.set(lane, resolve);
      this.#running -= 1;
      this.#next();
    });
  }

  /** The lane's call has ended. */
  ended(): void {
    this.#running -= 1;
    this.#next();
  }

  #next(): void {
    if (this.#running > 0 || this.#waiting.size === 0) return;
    const lanes = [...this.#waiting.keys()].sort((a, b) => a - b);
    const choice = this.#choices.next();
    const lane = lanes[(choice.done === true ? 0 : choice.value) % lanes.length] ?? 0;
    const resolve = this.#waiting.get(lane);
    this.#waiting.delete(lane);
    this.#running += 1;
    resolve?.();
  }
}
