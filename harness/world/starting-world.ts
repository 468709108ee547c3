import type { JsonText } from '../json/json-text.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import type { StoreFault } from './key-value/store-fault.ts';
import type { Places } from './places.ts';

/** The definitions of mocks. */
export interface StartingMock {
  /** Tools as MCP's `tools/list` describes them. */
  readonly tools: readonly JsonText[];
  /** Templates of answers by tool. */
  readonly responses: ReadonlyMap<string, JsonText>;
  /** Answers to certain arguments by tool. */
  readonly fixtures: ReadonlyMap<string, readonly StartingFixture[]>;
}

/** An answer of a mock to certain arguments. */
export interface StartingFixture {
  readonly match: JsonText;
  readonly response: JsonText;
}

/** The world before the first call of a scenario or cassette. */
export interface StartingWorld {
  /** The seed of randomness; a non-negative safe integer. */
  readonly seed: number;
  /**
   * The wall clock of the first call in milliseconds since the Unix epoch; each later call without
   * a time of its own begins a second after the one before. Absent: the real time.
   */
  readonly clock: number | undefined;
  /** Values of app variables by name; a secret's value is its placeholder. */
  readonly variables: ReadonlyMap<string, string>;
  /** Files that every session of the scenario finds in its virtual filesystem, content by path. */
  readonly files: ReadonlyMap<string, string>;
  /** Additional files of single sessions: content by path by session. */
  readonly sessionFiles?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Tools that the mock component has for all sessions, with their answers. */
  readonly mock?: StartingMock;
  /** Operations of the key-value stores that fail. */
  readonly storeFaults?: readonly StoreFault[];
  /** Raw contents of the key-value stores. */
  readonly store: StoreSnapshot;
  /** Names of response headers, in lower case, that are kept in addition to the standard ones. */
  readonly keep: readonly string[];
  /** Where its parts are written, for messages; nothing of what a call sees. */
  readonly places?: Places | undefined;
}
