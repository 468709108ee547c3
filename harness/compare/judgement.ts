import type { CallOutcome } from '../host/host.ts';
import {
  type Difference,
  type FileJudgement,
  type Judgement,
  type Verdict,
  worstVerdict,
} from '../tool-call/verdict.ts';

/** The judgement of these differences; `same` when there are none. */
export function judgement(verdict: Verdict, differences: readonly Difference[]): Judgement {
  const [first] = differences;
  return first === undefined
    ? { verdict: 'same', differences }
    : { verdict, reason: first.reason, differences };
}

/** The judgement of a whole file from those of its calls. */
export function summary(judgements: readonly Judgement[]): FileJudgement {
  const differences = judgements.flatMap((judgement) => judgement.differences);
  const verdict = worstVerdict(judgements.map((judgement) => judgement.verdict));
  const reason = judgements.find((judgement) => judgement.verdict === verdict)?.reason;
  const calls = judgements.length;
  return { verdict, calls, differences, ...(reason === undefined ? {} : { reason }) };
}

/** Why a call has no result, in a code and in words. */
export function failureOf(outcome: Exclude<CallOutcome, { kind: 'answered' }>) {
  return outcome.kind === 'no-route'
    ? { reason: 'no-route' as const, message: 'no route of the app takes this path' }
    : { reason: outcome.reason, message: outcome.message };
}
