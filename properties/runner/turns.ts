/** Calls that run at the same time, of which one takes its next step at a time. */
export class Turns {
  readonly #choices: Iterator<number>;
  readonly #waiting = new Map<number, () => void>();
  #running: number;

  /**
   * @param lanes how many calls there are; each must be able to run beside all others
   * @param choices which of the calls that wait goes on, by its place among them, modulo their
   * number; when they are used up, the first
   */
  constructor(lanes: number, choices: readonly number[]) {
    this.#running = lanes;
    this.#choices = choices[Symbol.iterator]();
  }

  /** Resolves when it is the lane's turn: once all others wait for theirs or have ended. */
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
