import type { FailureReason, MissingReason } from '../../tool-call/verdict.ts';
import type { ReportedAnswer } from './reported-answer.ts';
import type { CallRoute } from './route-call.ts';

/**
 * The outcome of running a claimed call again.
 *
 * - `answered`: the text that the client would have shown; several if the row does not determine
 *   how it was made
 * - `failed`: it ended without an answer
 * - `missing`: it could not be run, or not in a known world
 */
export type ClaimRun =
  | AnsweredRun
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly kind: 'missing'; readonly reason: MissingReason };

/** A run that ended with an answer. */
export interface AnsweredRun {
  readonly kind: 'answered';
  readonly reported: readonly [ReportedAnswer, ...ReportedAnswer[]];
  readonly component: CallRoute['component'];
}
