import type { CallOutcome } from '../../host/host.ts';
import type { ClaimRun } from './call-run.ts';
import { type ReportedAnswer, reportedAnswer } from './reported-answer.ts';
import type { CallStyle } from './route-call.ts';

/** The outcome of a claimed call's run: its answer as a client shows it, or why it has none. */
export function claimedOutcome(outcome: CallOutcome, style: CallStyle): ReportedAnswer | ClaimRun {
  if (outcome.kind === 'answered') {
    // The components answer like this only when they crash, which says nothing about the row.
    if (outcome.response.status < 500) return reportedAnswer(outcome.response, style);
    const message = `the component broke down (HTTP ${outcome.response.status})`;
    return { kind: 'failed', reason: 'no-response', message };
  }
  if (outcome.kind === 'failed') return outcome;
  const message = 'no route of the app takes this path';
  return { kind: 'failed', reason: 'no-route', message };
}
