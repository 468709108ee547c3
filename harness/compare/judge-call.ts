import type { CallRerun } from '../engine/rerun-call.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { grantAdvice } from '../host/manifest/grant-advice.ts';
import type { DeniedUse } from '../tool-call/denied-use.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Difference, Judgement } from '../tool-call/verdict.ts';
import type { CallPlace } from './call-place.ts';
import type { Capabilities } from './capabilities.ts';
import { type ExchangeCircumstances, exchangeDifferences } from './exchange-differences.ts';
import { failureOf, judgement } from './judgement.ts';
import { responseDifference } from './response-difference.ts';
import { withRouteAdvice } from './route-advice.ts';
import { stateDifferences } from './state-difference.ts';

/** What a call is judged by besides its recording. */
export interface CallCircumstances extends ExchangeCircumstances {
  readonly known: Capabilities;
  /** Of the app in which the call was run. */
  readonly manifest: Pick<AppManifest, 'file' | 'routes' | 'components'>;
  /** What the run used, of the kinds of use that a recording shows. */
  readonly used: Capabilities;
}

/** Judges a call that was run again against its recording; causes come before their effects. */
export function judgeCall(
  interaction: Interaction,
  run: CallRerun,
  circumstances: CallCircumstances,
): Judgement {
  const { place, known, used } = circumstances;
  const causes = [
    ...newCapabilities(known, used, place),
    ...newDenials(circumstances),
    ...exchangeDifferences(run, circumstances),
  ];
  const { outcome } = run;
  if (outcome.kind !== 'answered') {
    const failure = failureOf(outcome);
    const actual = withRouteAdvice(failure, interaction.request, circumstances.manifest);
    const { reason } = failure;
    return judgement('failed', [...causes, { ...place, reason, where: { in: 'call' }, actual }]);
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

function newDenials({ known, used, place, manifest }: CallCircumstances): Difference[] {
  return [...used.denied]
    .filter(([key]) => !known.denied.has(key))
    .map(([, use]) => ({
      ...place,
      reason: 'new-capability',
      where: deniedPlace(use),
      recorded: 'not asked for',
      actual: `refused; ${grantAdvice(use, manifest)}`,
    }));
}

function deniedPlace({ component, kind, name }: DeniedUse): Difference['where'] {
  if (kind === 'host') return { in: 'host', origin: name };
  if (kind === 'store') return { in: 'store', label: name };
  return { in: 'variable', name: `${component}/${name}` };
}

// A new host is reported with the request to it.
function newCapabilities(known: Capabilities, used: Capabilities, place: CallPlace): Difference[] {
  const added = [
    ...[...used.stores]
      .filter((label) => !known.stores.has(label))
      .map((label) => ({ in: 'store', label }) as const),
    ...[...used.variables]
      .filter((name) => !known.variables.has(name))
      .map((name) => ({ in: 'variable', name }) as const),
  ];
  return added.map((where) => ({
    ...place,
    reason: 'new-capability',
    where,
    recorded: 'not used',
    actual: 'used',
  }));
}
