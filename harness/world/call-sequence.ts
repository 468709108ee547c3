import { callSeed } from './random.ts';

/** When a call begins and what its randomness starts from. */
export interface CallStart {
  /** Wall clock in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly seed: Uint8Array;
}

/** The calls of a world one after another: each session's ordinals, and the clock between calls. */
export class CallSequence {
  readonly #seed: number;
  readonly #now: () => number;
  readonly #ordinals = new Map<string | undefined, number>();
  #earliest = Number.NEGATIVE_INFINITY;

  /**
   * @param seed the world's seed
   * @param now the time between calls, in milliseconds since the Unix epoch
   */
  constructor(seed: number, now: () => number) {
    this.#seed = seed;
    this.#now = now;
  }

  /**
   * The start of the next call of a session.
   *
   * @param at when it begins; unless given, now, but after all calls that have ended
   */
  next(session: string | undefined, at?: number): CallStart {
    const ordinal = this.#ordinals.get(session) ?? 0;
    this.#ordinals.set(session, ordinal + 1);
    const start = at ?? Math.max(Math.floor(this.#now()), this.#earliest);
    // Two calls never begin in the same millisecond, so that what one call writes can be told from
    // what a later one writes by the clock.
    this.#earliest = Math.max(this.#earliest, start + 1);
    return { at: start, seed: callSeed({ seed: this.#seed, session, ordinal }) };
  }

  /**
   * Sets how many calls of a session there were: a call that no file holds is none in a replay of
   * the file, and a session that begins again begins another file.
   */
  rewind(session: string | undefined, calls: number): void {
    this.#ordinals.set(session, calls);
  }

  /** Notes the end of a call, which virtual time may put after the real one. */
  ended(start: CallStart, elapsedMs: number): void {
    this.#earliest = Math.max(this.#earliest, start.at + elapsedMs + 1);
  }
}
