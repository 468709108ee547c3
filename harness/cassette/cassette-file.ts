import type { HttpResponse } from '../tool-call/http-message.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Places } from '../world/places.ts';
import type { SecretSinks } from '../world/secrets/refused-placeholder.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import type { Pattern } from './pattern.ts';

/** The header of a scenario or cassette, its first document. */
export interface CassetteHeader {
  /** The path below `scenarios/` or `cassettes/` without its extension, such as `vfs/read-back`. */
  readonly name: string;
  /** The recorded app; absent in scenarios. */
  readonly app?: RecordedApp;
  readonly world: StartingWorld;
  /** What a replay compares besides responses, exchanges and state; absent: nothing. */
  readonly compares?: readonly ComparedPart[];
  /** The source of upstream answers, for readers, if it was not the live service. */
  readonly origin?: string;
  /** Why values that look like secrets may be in the file, by place; see `SecretFind`. */
  readonly allowedSecrets?: ReadonlyMap<string, string>;
  /** Where secrets went while the file was recorded, other than header values. */
  readonly secretSinks?: SecretSinks;
}

/** `refused`: what components asked for and were denied. Files of earlier versions lack it. */
export type ComparedPart = 'refused';

/** The app that a cassette was recorded from: its name and the key of each component's build. */
export interface RecordedApp {
  readonly name: string;
  readonly build: ReadonlyMap<string, string>;
}

/** What a scenario expects of a call; at least one of the four. */
export interface Expectation {
  /** Its line in the file, counted from 1. */
  readonly line: number;
  /** The exact response; then there is no status and no body. */
  readonly response?: HttpResponse;
  readonly status?: number;
  /** A pattern of the response's body, which must be JSON. */
  readonly body?: Pattern;
  /** All changes of the call, by key by store label. */
  readonly state?: ExpectedState;
}

/** Patterns of the values of keys after a call, by store label; null for deleted keys. */
export type ExpectedState = ReadonlyMap<string, ReadonlyMap<string, Uint8Array | Pattern | null>>;

/**
 * One interaction as a file holds it. A scenario's has no response, and may leave the time to the
 * world's clock; a cassette's is an {@link Interaction}.
 */
export interface CassetteEntry extends Omit<Interaction, 'at' | 'response'> {
  /** The line where it begins in the file, counted from 1; not printed. */
  readonly line: number;
  /** Where `cut` and `lost-to-timer` of its exchanges are written: `/0/cut`; not printed. */
  readonly exchangePlaces?: Places;
  readonly at?: number;
  readonly response?: HttpResponse;
  readonly expect?: Expectation;
}

/** A scenario or a cassette: one header, then its interactions in order. */
export interface CassetteFile {
  readonly header: CassetteHeader;
  readonly entries: readonly CassetteEntry[];
}
