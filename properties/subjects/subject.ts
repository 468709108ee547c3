import type { App, HttpRequest, Interaction, OutboundHttp } from '../../harness/internal.ts';
import type { Answer } from '../runner/answer.ts';
import type { Step } from '../runner/step.ts';
import type { Demand, Start } from '../runner/trace.ts';
import type { Violation } from '../runner/violation.ts';

/** Any tool service, reached through requests and answers alone. */
export interface ToolService {
  /**
   * Begins anew: sessions and shared mocks of earlier calls are not there. The run before ends; it
   * takes no more calls. Ids of sessions are those of the law; a service that cannot be begun anew
   * is told others in their place.
   *
   * @param start `seed`: what chance starts from, where that can be chosen
   */
  begin(start?: { readonly seed?: number }): Promise<ServiceRun>;
}

/** The calls to a service since it began anew. */
export interface ServiceRun {
  /** Makes a call, after all earlier ones. */
  call(step: Step): Promise<Answer>;
  /**
   * A counterexample whose trace is the calls of this run, up to the last of which something is
   * demanded.
   *
   * @param demands what the law demands of calls, by their place from 0
   * @param needless places of calls that changed nothing, and that the trace does without
   */
  violation(
    explanation: string,
    demands: ReadonlyMap<number, Demand>,
    needless?: ReadonlySet<number>,
  ): Violation;
}

/** An app in this process, as laws record and replay with it. */
export interface LawApp extends App {
  /** Values of app variables, where a law gives no other. */
  readonly variables?: ReadonlyMap<string, string>;
}

/** An app in this process, whose whole world is the law's. */
export interface ToolWorld extends ToolService {
  // Its runs live side by side.

  /** The app and its host, for laws that record and replay. */
  readonly app: LawApp;
  begin(start?: WorldStart): Promise<WorldRun>;
}

/** How a world begins, and what happens in it. */
export interface WorldStart extends Start {
  /** Who answers outbound HTTP; unless given, every request is refused. */
  readonly upstream?: OutboundHttp;
  /** How each call gets its clean instance; `reset` unless given. */
  readonly instances?: 'reset' | 'fresh';
}

/** A call in a world, with all that belongs to it. */
export interface WorldAnswer extends Answer {
  readonly request: HttpRequest;
  /** Its place in the trace, from 0; calls that ran at the same time are told as they ended. */
  readonly place: number;
  /** Absent where no component answered. */
  readonly interaction?: Interaction;
}

/** The calls in a world since it began. */
export interface WorldRun extends ServiceRun {
  /** @param at when it begins, in milliseconds since the Unix epoch; unless given, a second on */
  call(step: Step, at?: number): Promise<WorldAnswer>;
  /**
   * Makes calls at the same time, up to {@link LANES}. Each waits at its operations on the stores
   * until it may go on; the answers are in the order of the steps.
   *
   * @param choices which of the waiting calls goes on, one after another
   */
  parallel(steps: readonly Step[], choices: readonly number[]): Promise<WorldAnswer[]>;
}

/** How many calls can run at the same time. */
export const LANES = 3;
