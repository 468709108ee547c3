import type { HttpResponse } from '../tool-call/http-message.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { SecretSinks } from '../world/secrets/refused-placeholder.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import type { Pattern } from './pattern.ts';

/** What the first document of a scenario or cassette says about all that follow. */
export interface CassetteHeader {
  /** The path below `scenarios/` or `cassettes/` without its ending, such as `vfs/read-back`. */
  readonly name: string;
  /** The app that was recorded; scenarios name none. */
  readonly app?: RecordedApp;
  readonly world: StartingWorld;
  /** Where upstream answers come from, for readers, when it was not the live service. */
  readonly origin?: string;
  /** Why what looks like a secret may stand in the file, by its place; see `SecretFind`. */
  readonly allowedSecrets?: ReadonlyMap<string, string>;
  /** Where secrets went, besides the values of headers, while the file was recorded. */
  readonly secretSinks?: SecretSinks;
}

/** The app that a cassette was recorded from: its name and the key of each component's build. */
export interface RecordedApp {
  readonly name: string;
  readonly build: ReadonlyMap<string, string>;
}

/** What a scenario demands of a call; one of the four at least. */
export interface Expectation {
  /** Where it stands in the file, counted from 1. */
  readonly line: number;
  /** The very response; then there is no status and no body. */
  readonly response?: HttpResponse;
  readonly status?: number;
  /** Of the response's body, which then is JSON. */
  readonly body?: Pattern;
  /** All that the call changes, by key by store label. */
  readonly state?: ExpectedState;
}

/** What the values of keys must be after a call, by store label; null for keys that are gone. */
export type ExpectedState = ReadonlyMap<string, ReadonlyMap<string, Uint8Array | Pattern | null>>;

/**
 * One interaction as a file holds it. A scenario's has no response, and may leave the time to the
 * world's clock; a cassette's is an {@link Interaction}.
 */
export interface CassetteEntry extends Omit<Interaction, 'at' | 'response'> {
  /** Where it begins in the file, counted from 1; not printed. */
  readonly line: number;
  readonly at?: number;
  readonly response?: HttpResponse;
  readonly expect?: Expectation;
}

/** A scenario or a cassette: one header, then its interactions in order. */
export interface CassetteFile {
  readonly header: CassetteHeader;
  readonly entries: readonly CassetteEntry[];
}
