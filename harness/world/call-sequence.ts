import { createHash } from 'node:crypto';
import { callSeed, continuedSeed } from './random.ts';

/** The time and the randomness that a call starts with. */
export interface CallStart {
  /** Wall clock in milliseconds since the Unix epoch. */
  readonly at: number;
  readonly seed: Uint8Array;
}

/** How many calls of a session there were. */
interface SessionCalls {
  /** In the file that is being recorded, or at all. */
  readonly calls: number;
  /** In files before it. */
  readonly before: number;
}

const NO_CALLS: SessionCalls = { calls: 0, before: 0 };

/**
 * How many sessions are remembered. A session that returns after so many others restarts its
 * randomness, so that a service that runs for years does not fill the memory with names.
 */
const REMEMBERED = 100_000;

/** The calls of a world one after another: each session's ordinals, and the clock between calls. */
export class CallSequence {
  readonly #seed: number;
  readonly #now: () => number;
  /** By key; those whose last call came first are first. */
  readonly #sessions = new Map<string | undefined, SessionCalls>();
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
   * @param at when it begins (default: now, but after all calls that have ended)
   */
  next(session: string | undefined, at?: number): CallStart {
    const key = keyOf(session);
    const { calls, before } = this.#sessions.get(key) ?? NO_CALLS;
    this.#remember(key, { calls: calls + 1, before });
    const seed = continuedSeed(this.#seed, before);
    const start = at ?? Math.max(Math.floor(this.#now()), this.#earliest);
    // Two calls never begin in the same millisecond, so that the clock distinguishes their writes.
    this.#earliest = Math.max(this.#earliest, start + 1);
    return { at: start, seed: callSeed({ seed, session, ordinal: calls }) };
  }

  /**
   * Restarts the count of a session's calls, because they go to another file. A replay of that file
   * counts from its beginning, but the session still holds random values that it drew before: so
   * the file needs another seed.
   *
   * @returns how many calls other files hold; `continuedSeed` gives the seed of the file
   */
  restart(session: string | undefined): number {
    const key = keyOf(session);
    const { calls, before } = this.#sessions.get(key) ?? NO_CALLS;
    this.#remember(key, { calls: 0, before: before + calls });
    return before + calls;
  }

  /** Sets how many calls a file holds: calls outside the file do not count in its replay. */
  rewind(session: string | undefined, { calls, before }: SessionCalls): void {
    this.#remember(keyOf(session), { calls, before });
  }

  /** Forgets a session that has ended without leaving any data. */
  forget(session: string | undefined): void {
    this.#sessions.delete(keyOf(session));
  }

  /** Records the end of a call, which may be later in virtual time than in real time. */
  ended(start: CallStart, elapsedMs: number): void {
    this.#earliest = Math.max(this.#earliest, start.at + elapsedMs + 1);
  }

  #remember(key: string | undefined, calls: SessionCalls): void {
    this.#sessions.delete(key);
    this.#sessions.set(key, calls);
    if (this.#sessions.size <= REMEMBERED) return;
    const [oldest] = this.#sessions.keys();
    this.#sessions.delete(oldest);
  }
}

/** Names up to this length are remembered as they are. */
const LONGEST_KEY = 100;

// Any string may be a session, whatever its length. The digest of a long name is longer than all
// names that are kept as they are, so they cannot collide.
function keyOf(session: string | undefined): string | undefined {
  if (session === undefined || session.length <= LONGEST_KEY) return session;
  return `${'sha512:'.padEnd(LONGEST_KEY)}${createHash('sha512').update(session).digest('base64')}`;
}
