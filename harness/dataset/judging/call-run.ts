import type { FailureReason, MissingReason } from '../../tool-call/verdict.ts';
import type { ReportedAnswer } from './reported-answer.ts';
import type { CallRoute } from './route-call.ts';

/**
 * What became of a claimed call when it was run again.
 *
 * - `answered`: what the client would have told; several where the row leaves open how it was made
 * - `failed`: it ended without an answer
 * - `missing`: it could not be run, or not in a world that is known
 */
export type ClaimRun =
  | {
      readonly kind: 'answered';
      readonly reported: readonly [ReportedAnswer, ...ReportedAnswer[]];
      readonly component: CallRoute['component'];
    }
  | { readonly kind: 'failed'; readonly reason: FailureReason; readonly message: string }
  | { readonly kind: 'missing'; readonly reason: MissingReason };
