import type { CassetteFile, CassetteHeader } from '../cassette/cassette-file.ts';
import {
  type Capabilities,
  capabilitiesAt,
  deniedIn,
  NOTHING_USED,
  recordedCapabilities,
} from '../compare/capabilities.ts';
import { judgeCall } from '../compare/judge-call.ts';
import { summary } from '../compare/judgement.ts';
import { withPrinted } from '../compare/printed-by-call.ts';
import type { CallRerun } from '../engine/rerun-call.ts';
import type { App } from '../host/app.ts';
import type { FileJudgement, Judgement } from '../tool-call/verdict.ts';
import { asRecorded } from './as-recorded.ts';
import { recordedInteractions, runCassette } from './run-cassette.ts';

/** A cassette to replay. */
export interface ReplayInput {
  readonly cassette: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** Called when a call has been judged. */
  readonly onCall?: ((step: number, judgement: Judgement) => void) | undefined;
}

/**
 * Runs every call of a cassette again inside the world that was recorded, and compares. Each call
 * starts from the recorded state, so that one difference does not make all later calls differ. The
 * network is never reached.
 *
 * The order of requests is not compared: the recorded order of parallel requests may depend on when
 * answers arrived, and a file does not say which requests were parallel.
 *
 * @throws HarnessError `cassette-invalid` for a call without a recorded response, and what the
 * host's calls throw.
 */
export async function replayCassette(
  app: App,
  { cassette, file, onCall }: ReplayInput,
): Promise<FileJudgement> {
  const interactions = recordedInteractions(cassette, file);
  const known = recordedCapabilities(interactions, cassette.header.world);
  const judgements: Judgement[] = [];
  const calls = runCassette(app, { cassette, file, startsFrom: 'recorded-state' });
  for await (const { interaction, run, place } of calls) {
    const judged = judgeCall(interaction, run, {
      place,
      known: capabilitiesAt(known, interaction),
      manifest: app.manifest,
      used: comparable(run, cassette.header),
    });
    const reported = asRecorded(interaction, withPrinted(judged, run.outcome), place);
    judgements.push(reported);
    onCall?.(place.step, reported);
  }
  return summary(judgements);
}

// A recording does not show reads that found nothing, so only changes are compared.
function comparable({ state, outcome }: CallRerun, { compares }: CassetteHeader): Capabilities {
  const denied = compares?.includes('refused') ? deniedIn(outcome) : NOTHING_USED.denied;
  return { ...NOTHING_USED, stores: new Set(state.keys()), denied };
}
