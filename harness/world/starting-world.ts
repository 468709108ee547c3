import type { StoreSnapshot } from '../tool-call/interaction.ts';

/** The world before the first call of a scenario or cassette. */
export interface StartingWorld {
  /** What randomness starts from; a safe integer, not negative. */
  readonly seed: number;
  /**
   * The wall clock of the first call in milliseconds since the Unix epoch; each later call that
   * names no time of its own begins a second after the one before. Absent: the real time.
   */
  readonly clock: number | undefined;
  /** Values of app variables by name; a secret's value is its stand-in. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files that every session of the scenario finds in its virtual filesystem, content by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Raw contents of the key-value stores. */
  readonly store: StoreSnapshot;
  /** Names of response headers, in lower case, that are kept besides the standard ones. */
  readonly keep: readonly string[];
}
