import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { exchangeDifferences } from '../compare/exchange-differences.ts';
import { failureOf, judgement, summary } from '../compare/judgement.ts';
import { withPrinted } from '../compare/printed-by-call.ts';
import { withRouteAdvice } from '../compare/route-advice.ts';
import { openWorld } from '../engine/open-world.ts';
import { runCall } from '../engine/run-call.ts';
import type { App } from '../host/app.ts';
import type { AppWorld } from '../host/app-world.ts';
import type { CallOutcome, WorldHost } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import type { Exchange } from '../tool-call/exchange.ts';
import type { StoreSnapshot } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { urlOrigin } from '../tool-call/url-origin.ts';
import type { Difference, FileJudgement, Judgement } from '../tool-call/verdict.ts';
import { CallSequence, type CallStart } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value/key-value.ts';
import { StoreFaults } from '../world/key-value/store-fault.ts';
import { canonicalOutbound } from '../world/outbound-http/canonical.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { SecretSwap } from '../world/secrets/secret-swap.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { callTime } from './call-time.ts';
import { expectationDifferences } from './expectation-differences.ts';
import { lostWithoutTimer } from './lost-without-timer.ts';
import { recordedExchanges } from './recorded-exchanges.ts';
import { unknownToolWarnings } from './unknown-tool.ts';
import { unmetStoreFaults } from './unmet-store-faults.ts';

/** A scenario to run. */
export interface ScenarioRunInput {
  readonly scenario: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** Its recording, which answers the outbound requests of calls without exchanges. */
  readonly recorded?: CassetteFile | undefined;
  /** Called when a call has been judged. */
  readonly onCall?: ((step: number, judgement: Judgement) => void) | undefined;
  /** Called after each call in which components printed or were denied something. */
  readonly onNotes?: ((call: CallNotes) => void) | undefined;
  /** Called for each thing that is wrong with the scenario although it can be run. */
  readonly onWarning?: ((warning: string) => void) | undefined;
}

/** The default time of the first call, so that every run is the same. */
const USUAL_CLOCK = Date.UTC(2026, 0, 1);

/**
 * Runs the calls of a scenario, one after another, in the world that it describes, and compares
 * with what it expects. The network is never reached: a request without a matching exchange is
 * refused and counts as a difference, and so does an unused exchange, or a store fault that never
 * happens. A call without expectations passes with any answer.
 *
 * @throws HarnessError `cassette-invalid` for an impossible starting world, or one with a variable
 *   that the app does not declare, or a fault of a store that it does not use.
 */
export async function runScenario(
  app: App,
  { scenario, file, recorded, onCall, onNotes, onWarning = () => {} }: ScenarioRunInput,
): Promise<FileJudgement> {
  const { appWorld, world, store } = await openWorld(app, {
    world: scenario.header.world,
    file,
    sessions: scenario.entries.map(({ request }) => sessionOf(request)),
    variables: recorded?.header.world.variables,
    givenIn: 'scenario',
  });
  const clock = world.clock ?? USUAL_CLOCK;
  const run: Run = {
    file,
    host: app.host,
    appWorld,
    world: { ...world, clock },
    keyValue: new MemoryKeyValue(store),
    onWarning,
    onNotes,
    faults: new StoreFaults(world.storeFaults ?? []),
    sequence: new CallSequence(world.seed, () => clock),
  };
  const judgements: Judgement[] = [];
  for (const [index, entry] of scenario.entries.entries()) {
    const exchanges = [...entry.exchanges, ...recordedExchanges(entry, index, recorded)];
    const judged = await runStep({ ...entry, exchanges }, index, run);
    judgements.push(judged);
    onCall?.(index + 1, judged);
  }
  const ofWorld = judgement('differs', unmetStoreFaults(world, run.faults.unmet()));
  const expectNothing = scenario.entries.filter((entry) => entry.expect === undefined).length;
  return {
    ...summary([...judgements, ofWorld]),
    calls: judgements.length,
    ...(expectNothing > 0 && { expectNothing }),
  };
}

interface Run {
  readonly file: string;
  readonly host: WorldHost;
  readonly appWorld: AppWorld;
  readonly world: StartingWorld;
  readonly keyValue: MemoryKeyValue;
  readonly onWarning: (warning: string) => void;
  readonly onNotes: ScenarioRunInput['onNotes'];
  readonly faults: StoreFaults;
  readonly sequence: CallSequence;
}

// A file knows secrets by their placeholders, as components do.
const NOTHING_TO_SWAP = new SecretSwap(new Map());

async function runStep(entry: CassetteEntry, index: number, run: Run): Promise<Judgement> {
  const { host, appWorld, world, sequence } = run;
  run.keyValue.apply(entry.given);
  const upstream = new RecordedOutbound(entry.exchanges);
  const session = sessionOf(entry.request);
  const start: CallStart = sequence.next(session, callTime(world, entry, index));
  const { outcome, state } = await runCall(host, canonicalRequest(entry.request), {
    ...start,
    grants: appWorld.grants,
    stores: run.keyValue,
    faults: run.faults,
    upstream: canonicalOutbound(upstream, { swap: NOTHING_TO_SWAP, keep: world.keep }),
    timers: 'virtual',
  });
  const requests = { unmatched: upstream.unmatched, unused: upstream.unused() };
  const { manifest } = appWorld;
  const { log: printed, denied = [] } = outcome.kind === 'no-route' ? { log: [] } : outcome;
  if (printed.length + denied.length > 0) run.onNotes?.({ session, printed, denied });
  const judged = judgeStep(entry, index + 1, { ...run, manifest, outcome, requests, state });
  return withPrinted(judged, outcome);
}

interface StepRun extends Pick<Run, 'file' | 'onWarning'> {
  readonly manifest: AppManifest;
  readonly outcome: CallOutcome;
  readonly requests: Pick<RecordedOutbound, 'unmatched'> & { readonly unused: readonly Exchange[] };
  readonly state: StoreSnapshot;
}

function judgeStep(
  entry: CassetteEntry,
  step: number,
  { file, onWarning, manifest, outcome, requests, state }: StepRun,
): Judgement {
  const place = { step, line: entry.line };
  const differences: Difference[] = exchangeDifferences(requests, {
    place,
    // Reasons about things that a scenario does not describe are dropped; a missing host is implied
    // by the request to it.
    known: { hosts: new Set(requests.unmatched.map(({ request }) => urlOrigin(request.url))) },
    unknown: 'no written exchange answers it',
  });
  if (outcome.kind !== 'answered') {
    const { reason, message } = failureOf(outcome);
    const actual = withRouteAdvice({ reason, message }, entry.request, manifest);
    const lost = lostWithoutTimer(outcome, entry, { step, unused: requests.unused });
    const failed: Difference = { ...place, reason, where: { in: 'call' }, actual };
    return judgement('failed', [...differences, ...(lost.length === 0 ? [failed] : lost)]);
  }
  const { expect } = entry;
  for (const warning of unknownToolWarnings(entry, outcome.response, { file, step }))
    onWarning(warning);
  if (expect === undefined) return judgement('differs', differences);
  const found = expectationDifferences(expect, { response: outcome.response, state }, file);
  for (const difference of found.differences) {
    differences.push({ step, line: expect.line, ...difference });
  }
  return judgement(
    found.cosmetic && differences.length === 1 ? 'cosmetic' : 'differs',
    differences,
  );
}
