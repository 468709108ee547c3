const NS_PER_MS = 1_000_000n;
const NS_PER_S = 1_000_000_000n;

/**
 * The virtual time that one read of a clock takes. So a component that waits by reading the clock
 * in a loop terminates, and two readings are never equal.
 */
const NS_PER_READ = 1_000n;

/**
 * The clock of one call: it starts at the call's `at` and moves only when the component reads it or
 * one of its timers fires, so that a call reads the same times on every machine.
 */
export class VirtualClock {
  readonly #startMs: number;
  #elapsedNs = 0n;

  /**
   * @param startMs the wall clock at the start of the call, in milliseconds since the Unix epoch
   */
  constructor(startMs: number) {
    this.#startMs = startMs;
  }

  /** Virtual time since the start of the call in nanoseconds, without moving the clock. */
  get elapsedNs(): bigint {
    return this.#elapsedNs;
  }

  /** Reads the monotonic clock, in nanoseconds since the start of the call. */
  readMonotonic(): bigint {
    this.#elapsedNs += NS_PER_READ;
    return this.#elapsedNs;
  }

  /** Reads the wall clock (wasi:clocks/wall-clock@0.2.0, record datetime). */
  readWall(): { seconds: bigint; nanoseconds: number } {
    const ns = BigInt(this.#startMs) * NS_PER_MS + this.readMonotonic();
    return { seconds: ns / NS_PER_S, nanoseconds: Number(ns % NS_PER_S) };
  }

  /** Moves the clock forward to a deadline on the monotonic clock; never back. */
  advanceTo(deadlineNs: bigint): void {
    if (deadlineNs > this.#elapsedNs) this.#elapsedNs = deadlineNs;
  }
}
