import type { CassetteFile, CassetteHeader } from '../cassette/cassette-file.ts';
import { callTime } from '../scenario/call-time.ts';
import { buildKeys, type Recording } from './recording.ts';
import { openScenarioWorld } from './scenario-world.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';
import { notedSinks, requireSinks } from './secret-sinks.ts';
import { StepRecorder } from './step-recorder.ts';

/** A scenario to record. */
export interface ScenarioInput {
  readonly scenario: CassetteFile;
  /** As the user named it, for messages. */
  readonly file: string;
  /**
   * Why values that look like secrets may be recorded, by place, in addition to the scenario's
   * reasons.
   */
  readonly allowed?: ReadonlyMap<string, string> | undefined;
  /** Called with the place of each reason that was needed, each time it was. */
  readonly onAllowed?: ((place: string) => void) | undefined;
  /** Called for an answer that hides an uncaught exception; steps count from 1. */
  readonly onException?: ((step: number, exception: string) => void) | undefined;
  /** Called after each call that was answered. */
  readonly onCall?: (() => void) | undefined;
}

/**
 * Runs a scenario in the live world and gives its cassette. Expectations are ignored: a cassette
 * holds the actual results, not the expected ones.
 *
 * @throws HarnessError `cassette-invalid` for a call or a variable that the app does not know;
 *   `not-reproducible` for a call without a result that could be recorded, and for written
 *   exchanges that do not match its requests; `secret-found` when the cassette would hold a secret;
 *   `usage` when the scenario asks for sinks of secrets that `recording` does not declare.
 */
export async function recordScenario(
  recording: Recording,
  { scenario, file, allowed: given, onAllowed, onCall, onException }: ScenarioInput,
): Promise<CassetteFile> {
  const { allowedSecrets, ...named } = scenario.header;
  requireSinks(named.secretSinks, { declared: recording.sinks, file });
  const world = await openScenarioWorld(recording, scenario, file);
  const { app } = recording;
  const { stated, live } = world;
  const allowed = new Map([...(allowedSecrets ?? []), ...(given ?? [])]);
  const { secrets } = live.appWorld;
  const guard = new SecretGuard({ secrets, allowed, onUsed: onAllowed, isScenario: true });
  guard.checkHeader({ ...named, world: stated, allowedSecrets: allowed }, { file });
  const checks = recording.openChecks(stated, live.appWorld);
  const recorder = new StepRecorder({ world, guard, checks, file, onException });
  for (const [index, step] of scenario.entries.entries()) {
    await recorder.record(step, callTime(stated, step, index));
    onCall?.();
  }
  const used = [...allowed].filter(([place]) => guard.used.has(place));
  const paths = scenario.entries.map(({ request }) => request.path);
  const header: CassetteHeader = {
    ...named,
    app: { name: app.manifest.name, build: await buildKeys(app, paths) },
    world: stated,
    compares: ['refused'],
    ...(used.length === 0 ? {} : { allowedSecrets: new Map(used) }),
    ...notedSinks(recording.sinks, stated),
  };
  return { header, entries: recorder.entries };
}
