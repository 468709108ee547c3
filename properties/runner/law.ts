import type { Arbitrary } from 'fast-check';
import type { ToolService, ToolWorld } from '../subjects/subject.ts';
import type { ListIn } from './list-in.ts';

/** How thoroughly laws are checked: `quick` with every test run, `long` overnight. */
export const PROFILES = ['quick', 'full', 'long'] as const;

/** One of {@link PROFILES}. */
export type Profile = (typeof PROFILES)[number];

/** The description of a law. */
interface LawText<Value> {
  /** In kebab-case, as `--law` takes it; its file is named so. */
  readonly name: string;
  /** One sentence that is true of every correct service. */
  readonly statement: string;
  /** How many values are tried, by profile. */
  readonly runs: Readonly<Record<Profile, number>>;
  readonly values: Arbitrary<Value>;
  /** The lists from which a counterexample's items may be removed. */
  readonly lists: readonly ListIn<Value>[];
  /**
   * Whether it runs calls in parallel or in new instances, so that its values cannot be tried in
   * one worker thread. Default: false.
   */
  readonly needsThreads?: boolean;
}

/** A law of pure functions: it calls no service. */
export interface PureLaw<Value> extends LawText<Value> {
  readonly needs: 'nothing';
  /** @throws Violation when the law does not hold for the value. */
  holds(value: Value): void | Promise<void>;
}

/** A law of any tool service. */
export interface ServiceLaw<Value> extends LawText<Value> {
  readonly needs: 'service';
  /** @throws Violation when the law does not hold for the value. */
  holds(value: Value, service: ToolService): Promise<void>;
}

/** A law that needs control of the world: its start, clock, seed, upstream answers, exchanges. */
export interface WorldLaw<Value> extends LawText<Value> {
  readonly needs: 'world';
  /** @throws Violation when the law does not hold for the value. */
  holds(value: Value, world: ToolWorld): Promise<void>;
}

/** A law with any type of values. */
export type Law = PureLaw<unknown> | ServiceLaw<unknown> | WorldLaw<unknown>;
