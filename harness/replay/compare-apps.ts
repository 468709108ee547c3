import { capabilitiesAt, observedCapabilities, usedBy } from '../compare/capabilities.ts';
import { exchangeDifferences, orderDifference } from '../compare/exchange-differences.ts';
import { type CallCircumstances, judgeCall } from '../compare/judge-call.ts';
import { failureOf, judgement, summary } from '../compare/judgement.ts';
import { withPrinted } from '../compare/printed-by-call.ts';
import type { CallRerun } from '../engine/rerun-call.ts';
import type { ObservedCall } from '../engine/tape.ts';
import { HarnessError, invariant } from '../errors.ts';
import type { App } from '../host/app.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Difference, FileJudgement, Judgement } from '../tool-call/verdict.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import type { ReplayInput } from './replay-cassette.ts';
import { recordedInteractions, runCassette } from './run-cassette.ts';

/** Two apps, or two builds of one. */
export interface ComparedApps {
  readonly first: App;
  readonly second: App;
}

/**
 * Runs every call of a cassette in two apps and says what the second does otherwise than the first.
 * Both are answered from the cassette and start each call from the recorded state; what the
 * recording itself says the calls do does not count. In the differences, `recorded` is what the
 * first app did and `actual` what the second did.
 *
 * This shows more than a replay: the order of requests, the stores that are only read, and the
 * variables that are read.
 *
 * @throws HarnessError as `replayCassette` does.
 */
export async function compareApps(
  { first, second }: ComparedApps,
  input: ReplayInput,
): Promise<FileJudgement> {
  return compareWith(await observedCalls(first, input), second, input);
}

/**
 * What an app does in each call of a cassette.
 *
 * @throws HarnessError as `replayCassette` does.
 */
export async function observedCalls(
  app: App,
  { cassette, file }: ReplayInput,
): Promise<ObservedCall[]> {
  const calls: ObservedCall[] = [];
  for await (const { run } of runCassette(app, { cassette, file, startsFrom: 'recorded-state' })) {
    const { outcome, sent, state, stores } = run;
    calls.push({ outcome, sent, state, stores });
  }
  return calls;
}

/**
 * As {@link compareApps}, with what the first app did.
 *
 * @throws HarnessError as `replayCassette` does, and `cassette-invalid` when the cassette does not
 * have the calls that the first app ran.
 */
export async function compareWith(
  before: readonly ObservedCall[],
  app: App,
  { cassette, file, onCall }: ReplayInput,
): Promise<FileJudgement> {
  const interactions = recordedInteractions(cassette, file);
  if (interactions.length !== before.length) throw changedMeanwhile(file);
  const known = observedCapabilities(interactions, before);
  const judgements: Judgement[] = [];
  const calls = runCassette(app, { cassette, file, startsFrom: 'recorded-state' });
  for await (const { interaction, run, place } of calls) {
    const was = before[place.step - 1];
    invariant(was !== undefined, 'a call was not observed');
    const compared = await compareRuns({ interaction, was }, run, {
      place,
      known: capabilitiesAt(known, interaction),
      manifest: app.manifest,
      used: usedBy(run),
      unknown: 'not sent by the first app',
    });
    const judged = withPrinted(compared, run.outcome);
    judgements.push(judged);
    onCall?.(place.step, judged);
  }
  return summary(judgements);
}

function changedMeanwhile(file: string): HarnessError {
  return new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to compare the apps: the cassette changed while it was being compared',
    next: 'Run the command again when nothing writes to the file.',
    file,
  });
}

async function compareRuns(
  { interaction, was }: { readonly interaction: Interaction; readonly was: ObservedCall },
  run: CallRerun,
  circumstances: CallCircumstances,
): Promise<Judgement> {
  const { place } = circumstances;
  const now = { ...run, ...(await matched(was.sent, run.sent)) };
  const isSameSet = now.unmatched.length === 0 && now.unused.length === 0;
  const order = isSameSet
    ? orderDifference(was.sent.map(requestOf), run.sent.map(requestOf), place)
    : [];
  if (was.outcome.kind !== 'answered') {
    const exchanges = [...exchangeDifferences(now, circumstances), ...order];
    return compareFailures(was, run, { exchanges, place });
  }
  const recording = recordingOf(interaction, was, was.outcome.response);
  const judged = judgeCall(recording, now, circumstances);
  if (order.length === 0) return judged;
  const verdict = judged.verdict === 'failed' ? 'failed' : 'differs';
  return judgement(verdict, [...order, ...judged.differences]);
}

function recordingOf(
  interaction: Interaction,
  { sent, state }: ObservedCall,
  response: Interaction['response'],
): Interaction {
  return { ...interaction, response, exchanges: sent, state };
}

function requestOf({ request }: Exchange): Exchange['request'] {
  return request;
}

// Both runs got their answers from the cassette; only what they asked for is matched here.
async function matched(was: readonly Exchange[], now: readonly Exchange[]) {
  const matcher = new RecordedOutbound(was);
  for (const { request } of now) await matcher.send(request);
  return { unmatched: matcher.unmatched, unused: matcher.unused() };
}

function compareFailures(
  was: ObservedCall,
  run: CallRerun,
  { exchanges, place }: { exchanges: readonly Difference[]; place: CallCircumstances['place'] },
): Judgement {
  const [before, now] = [described(was), described(run)];
  if (before.code === now.code) return judgement('differs', exchanges);
  const difference: Difference = {
    ...place,
    reason: run.outcome.kind === 'answered' ? 'changed-result' : failureOf(run.outcome).reason,
    where: { in: 'call' },
    recorded: before.text,
    actual: now.text,
  };
  const verdict = run.outcome.kind === 'answered' ? 'differs' : 'failed';
  return judgement(verdict, [...exchanges, difference]);
}

function described({ outcome }: Pick<CallRerun, 'outcome'>): { code: string; text: string } {
  if (outcome.kind === 'answered') {
    return { code: 'answered', text: `answered with status ${outcome.response.status}` };
  }
  const { reason, message } = failureOf(outcome);
  return { code: reason, text: `${reason}: ${message}` };
}
