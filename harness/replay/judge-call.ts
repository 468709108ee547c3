import type { CallOutcome } from '../host/host.ts';
import type { Exchange, OutboundRequest } from '../tool-call/exchange.ts';
import type { Interaction, StoreSnapshot } from '../tool-call/interaction.ts';
import type { Difference, DifferenceReason, Judgement, Verdict } from '../tool-call/verdict.ts';
import type { UnmatchedRequest } from '../world/outbound-http/recorded.ts';
import { responseDifference } from './response-difference.ts';
import { stateDifferences } from './state-difference.ts';

/** What a call gave when it was run again. */
export interface CallRun {
  readonly outcome: CallOutcome;
  /** Requests that the recording does not know. */
  readonly unmatched: readonly UnmatchedRequest[];
  /** Recorded exchanges that the call never asked for. */
  readonly unused: readonly Exchange[];
  readonly state: StoreSnapshot;
}

/** Where a call stands in its file. */
export interface CallPlace {
  /** Counted from 1. */
  readonly step: number;
  /** Counted from 1. */
  readonly line: number;
}

/** Judges a call that was run again against its recording; causes come before what they cause. */
export function judgeCall(interaction: Interaction, run: CallRun, place: CallPlace): Judgement {
  const exchanges = exchangeDifferences(interaction, run, place);
  const { outcome } = run;
  if (outcome.kind !== 'answered') {
    const reason = outcome.kind === 'no-route' ? 'no-route' : outcome.reason;
    const actual =
      outcome.kind === 'no-route' ? 'no route of the app takes this path' : outcome.message;
    return judgement('failed', [...exchanges, { ...place, reason, where: 'call', actual }]);
  }
  const response = responseDifference(interaction.response, outcome.response);
  const differences: Difference[] = [...exchanges];
  if (response !== undefined) {
    const { cosmetic: _, ...what } = response;
    differences.push({ ...place, reason: 'changed-result', ...what });
  }
  for (const state of stateDifferences(interaction.state, run.state)) {
    differences.push({ ...place, reason: 'changed-state', ...state });
  }
  if (differences.length === 0) return { verdict: 'same', differences };
  const isCosmetic = differences.length === 1 && response?.cosmetic === true;
  return judgement(isCosmetic ? 'cosmetic' : 'differs', differences);
}

function judgement(verdict: Verdict, differences: readonly Difference[]): Judgement {
  const [first] = differences;
  return first === undefined
    ? { verdict, differences }
    : { verdict, reason: first.reason, differences };
}

function exchangeDifferences(
  interaction: Interaction,
  { unmatched, unused }: CallRun,
  place: CallPlace,
): Difference[] {
  const origins = new Set(interaction.exchanges.map(({ request }) => originOf(request)));
  const differences = unmatched.map(({ request, nearest }): Difference => {
    const reason = unmatchedReason(request, origins, unused.length > 0);
    const where = `request ${describe(request)}`;
    return {
      ...place,
      reason,
      where,
      actual: 'not in the recording',
      nearest: nearest.map(nearby),
    };
  });
  if (unmatched.length > 0) return differences;
  return unused.map(({ request }) => ({
    ...place,
    reason: 'fewer-calls',
    where: `request ${describe(request)}`,
    recorded: 'sent',
    actual: 'never sent',
  }));
}

function unmatchedReason(
  request: OutboundRequest,
  origins: ReadonlySet<string>,
  someUnused: boolean,
): DifferenceReason {
  if (!origins.has(originOf(request))) return 'new-capability';
  return someUnused ? 'changed-request' : 'more-calls';
}

function originOf({ url }: OutboundRequest): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

function describe({ method, url }: OutboundRequest): string {
  return `${method} ${url}`;
}

function nearby({ exchange, differences }: UnmatchedRequest['nearest'][number]): string {
  const fields = differences.map(
    ({ field, recorded, asked }) =>
      `${field}: recorded ${recorded ?? 'absent'}, now ${asked ?? 'absent'}`,
  );
  return [describe(exchange.request), ...fields].join('; ');
}
