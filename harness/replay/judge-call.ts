import type { CallPlace } from '../difference/call-place.ts';
import {
  type ExchangeCircumstances,
  exchangeDifferences,
} from '../difference/exchange-differences.ts';
import { responseDifference } from '../difference/response-difference.ts';
import { stateDifferences } from '../difference/state-difference.ts';
import type { CallOutcome } from '../host/host.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Difference, Judgement, Verdict } from '../tool-call/verdict.ts';
import type { CallRun } from './call-run.ts';
import type { Capabilities } from './capabilities.ts';

/** What a call is judged by besides its recording. */
export interface CallCircumstances extends ExchangeCircumstances {
  readonly known: Capabilities;
  /** What the run is known to have used, as far as the recording could tell it. */
  readonly used: Capabilities;
}

/** Judges a call that was run again against its recording; causes come before what they cause. */
export function judgeCall(
  interaction: Interaction,
  run: CallRun,
  circumstances: CallCircumstances,
): Judgement {
  const { place, known, used } = circumstances;
  const causes = [
    ...newCapabilities(known, used, place),
    ...exchangeDifferences(run, circumstances),
  ];
  const { outcome } = run;
  if (outcome.kind !== 'answered') {
    const { reason, message } = failureOf(outcome);
    return judgement('failed', [...causes, { ...place, reason, where: 'call', actual: message }]);
  }
  const response = responseDifference(interaction.response, outcome.response);
  const differences: Difference[] = [...causes];
  if (response !== undefined) {
    const { cosmetic: _, ...what } = response;
    differences.push({ ...place, reason: 'changed-result', ...what });
  }
  for (const state of stateDifferences(interaction.state, run.state)) {
    differences.push({ ...place, reason: 'changed-state', ...state });
  }
  const isCosmetic = differences.length === 1 && response?.cosmetic === true;
  return judgement(isCosmetic ? 'cosmetic' : 'differs', differences);
}

/** The judgement of these differences; `same` when there are none. */
export function judgement(verdict: Verdict, differences: readonly Difference[]): Judgement {
  const [first] = differences;
  return first === undefined
    ? { verdict: 'same', differences }
    : { verdict, reason: first.reason, differences };
}

/** Why a call has no result, in a code and in words. */
export function failureOf(outcome: Exclude<CallOutcome, { kind: 'answered' }>) {
  return outcome.kind === 'no-route'
    ? { reason: 'no-route' as const, message: 'no route of the app takes this path' }
    : { reason: outcome.reason, message: outcome.message };
}

// A new host is named with the request to it.
function newCapabilities(known: Capabilities, used: Capabilities, place: CallPlace): Difference[] {
  const added = [
    ...[...used.stores]
      .filter((label) => !known.stores.has(label))
      .map((label) => `store ${label}`),
    ...[...used.variables]
      .filter((name) => !known.variables.has(name))
      .map((name) => `variable ${name}`),
  ];
  return added.map((where) => ({
    ...place,
    reason: 'new-capability',
    where,
    recorded: 'not used',
    actual: 'used',
  }));
}
