import type { App, HttpRequest, Interaction, OutboundHttp } from '../../harness/internal.ts';
import type { Answer } from '../runner/answer.ts';
import type { Step } from '../runner/step.ts';
import type { Demand, Start } from '../runner/trace.ts';
import type { Violation } from '../runner/violation.ts';

/** Any tool service, reached only through requests and answers. */
export interface ToolService {
  /**
   * Starts a new run without the sessions and shared mocks of earlier calls. The previous run ends
   * and accepts no more calls. Session ids are those of the law; a service that cannot be reset
   * gets others in their place.
   *
   * @param start `seed`: the seed of randomness, if it can be chosen
   */
  begin(start?: { readonly seed?: number }): Promise<ServiceRun>;
}

/** The calls to a service since the run started. */
export interface ServiceRun {
  /** Makes a call, after all earlier ones. */
  call(step: Step): Promise<Answer>;
  /**
   * A counterexample with the calls of this run, up to the last with an expectation.
   *
   * @param demands what the law expects of calls, by their index @param needless indexes of calls
   *   that changed nothing, and that the trace omits
   */
  violation(
    explanation: string,
    demands: ReadonlyMap<number, Demand>,
    needless?: ReadonlySet<number>,
  ): Violation;
}

/** An app in this process, as laws record and replay with it. */
export interface LawApp extends App {
  /** Values of app variables that a law does not set. */
  readonly variables?: ReadonlyMap<string, string>;
}

/** An app in this process, whose whole world is the law's. */
export interface ToolWorld extends ToolService {
  // Its runs live side by side.

  /** The app and its host, for laws that record and replay. */
  readonly app: LawApp;
  begin(start?: WorldStart): Promise<WorldRun>;
}

/** The starting state of a world, and its events. */
export interface WorldStart extends Start {
  /** Answers outbound HTTP (default: every request is refused). */
  readonly upstream?: OutboundHttp;
  /** How each call gets its clean instance (default: `reset`). */
  readonly instances?: 'reset' | 'fresh';
}

/** A call in a world, with its interaction. */
export interface WorldAnswer extends Answer {
  readonly request: HttpRequest;
  /** Its index in the trace; parallel calls are in the order in which they ended. */
  readonly place: number;
  /** Absent if no component answered. */
  readonly interaction?: Interaction;
}

/** The calls in a world since it began. */
export interface WorldRun extends ServiceRun {
  /** @param at when it begins, in milliseconds since the Unix epoch; (default: a second later) */
  call(step: Step, at?: number): Promise<WorldAnswer>;
  /**
   * Makes up to {@link LANES} calls in parallel. Each waits at its store operations until it may
   * continue; the answers are in the order of the steps.
   *
   * @param choices which of the waiting calls continues, in order
   */
  parallel(steps: readonly Step[], choices: readonly number[]): Promise<WorldAnswer[]>;
}

/** How many calls can run at the same time. */
export const LANES = 3;
