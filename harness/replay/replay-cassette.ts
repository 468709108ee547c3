import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import type { Host } from '../host/host.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import { startingStore } from '../scenario/starting-store.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import { sessionOf } from '../tool-call/session-of.ts';
import { type Difference, type Judgement, worstVerdict } from '../tool-call/verdict.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import { ObservedKeyValue } from '../world/observed-key-value.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { judgeCall } from './judge-call.ts';

/** An app and what runs it. */
export interface ReplayApp {
  readonly app: AppManifest;
  readonly host: Host;
}

/** A cassette to replay. */
export interface ReplayInput {
  readonly cassette: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /** Told when a call has been judged. */
  readonly onCall?: ((step: number, judgement: Judgement) => void) | undefined;
}

/** What the replay of one cassette showed. */
export interface CassetteReplay extends Judgement {
  /** Calls that were run. */
  readonly calls: number;
}

/**
 * Runs every call of a cassette again inside the world that was recorded, and compares. Each call
 * starts from the recorded state, so that one difference does not make all later calls differ. The
 * network is never reached.
 *
 * @throws HarnessError `cassette-invalid` for a call without a recorded response, and what the
 * host's calls throw.
 */
export async function replayCassette(
  { app, host }: ReplayApp,
  { cassette, file, onCall }: ReplayInput,
): Promise<CassetteReplay> {
  const interactions = cassette.entries.map((entry) => recorded(entry, file));
  const { world } = cassette.header;
  const appWorld = resolveAppWorld(app, { world: world.variables, overrides: new Map() });
  const sessions = interactions.map(({ request }) => sessionOf(request));
  const keyValue = new MemoryKeyValue(
    startingStore(world, {
      sessions: new Set(sessions.filter((session) => session !== undefined)),
      contract: appWorld.variables.app.get('contract'),
      file,
    }),
  );
  const sequence = new CallSequence(world.seed, () => 0);
  const judgements: Judgement[] = [];
  for (const [index, interaction] of interactions.entries()) {
    keyValue.apply(interaction.given);
    const observed = new ObservedKeyValue(keyValue, keyValue);
    const upstream = new RecordedOutbound(interaction.exchanges);
    const outcome = await host.call(interaction.request, {
      ...sequence.next(sessions[index], interaction.at),
      grants: appWorld.grants,
      keyValue: observed,
      upstream,
      timers: 'virtual',
    });
    const run = {
      outcome,
      unmatched: upstream.unmatched,
      unused: upstream.unused(),
      state: observed.state(),
    };
    const place = { step: index + 1, line: cassette.entries[index]?.line ?? 1 };
    const judgement = judgeCall(interaction, run, place);
    judgements.push(judgement);
    onCall?.(index + 1, judgement);
    keyValue.apply(observed.before());
    keyValue.apply(interaction.state);
  }
  return summary(judgements);
}

function recorded(entry: CassetteEntry, file: string): Interaction {
  const { at, response } = entry;
  if (at !== undefined && response !== undefined) return { ...entry, at, response };
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: `Failed to replay the call: it has no ${at === undefined ? 'time' : 'result'}`,
    next: 'A scenario is recorded with `spintape record` before it can be replayed.',
    file,
    line: entry.line,
  });
}

function summary(judgements: readonly Judgement[]): CassetteReplay {
  const differences: Difference[] = judgements.flatMap((judgement) => judgement.differences);
  const verdict = worstVerdict(judgements.map((judgement) => judgement.verdict));
  const reason = judgements.find((judgement) => judgement.verdict === verdict)?.reason;
  const calls = judgements.length;
  return { verdict, calls, differences, ...(reason === undefined ? {} : { reason }) };
}
