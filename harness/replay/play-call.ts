import {
  capabilitiesAt,
  deniedIn,
  NOTHING_USED,
  recordedCapabilities,
} from '../compare/capabilities.ts';
import { judgeCall } from '../compare/judge-call.ts';
import type { CallRerun } from '../engine/rerun-call.ts';
import { rerunCall } from '../engine/rerun-call.ts';
import type { CallTape, PlayedCall } from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import type { Interaction } from '../tool-call/interaction.ts';
import type { Difference } from '../tool-call/verdict.ts';
import { PartialKeyValue } from '../world/key-value/partial-key-value.ts';
import type { StartingWorld } from '../world/starting-world.ts';

/**
 * Runs a recorded call again with what it read when it was recorded.
 *
 * @throws HarnessError as `rerunCall` and `resolveAppWorld`.
 */
export async function playCall(app: App, tape: CallTape): Promise<PlayedCall> {
  const { interaction, start, world, stores: part } = tape;
  const { grants } = resolveAppWorld(app.manifest, {
    world: world.variables,
    overrides: new Map(),
  });
  const stores = new PartialKeyValue(part);
  const run = await rerunCall(app.host, interaction, { ...start, grants, stores });
  if (stores.isLacking) return 'lacks-state';
  const [first] = differencesOf(interaction, run, { app, world });
  return first === undefined ? 'same' : 'differs';
}

/** How the replay of a recorded call differs from it. */
export function differencesOf(
  interaction: Interaction,
  run: CallRerun,
  {
    app,
    world,
    step = 1,
  }: { readonly app: App; readonly world: StartingWorld; readonly step?: number },
): readonly Difference[] {
  const known = recordedCapabilities([interaction], world);
  const judged = judgeCall(interaction, run, {
    place: { step, line: 1 },
    known: capabilitiesAt(known, interaction),
    manifest: app.manifest,
    used: { ...NOTHING_USED, denied: deniedIn(run.outcome) },
  });
  return judged.differences;
}
