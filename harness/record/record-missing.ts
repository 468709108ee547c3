import type { CassetteEntry, CassetteFile } from '../cassette/cassette-file.ts';
import { HarnessError } from '../errors.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import { callTime } from '../scenario/call-time.ts';
import { sameRequest } from '../scenario/recorded-exchanges.ts';
import { canonicalRequest } from '../tool-call/canonical-request.ts';
import type { StartingWorld } from '../world/starting-world.ts';
import { differentParts, firstFew, otherWorld } from './other-world.ts';
import type { ScenarioInput } from './record-scenario.ts';
import { buildKeys, type Recording } from './recording.ts';
import { feltVariables, openScenarioWorld } from './scenario-world.ts';
import { SecretGuard } from './secret-scan/secret-guard.ts';
import { notedSinks, requireSinks } from './secret-sinks.ts';
import { StepRecorder } from './step-recorder.ts';

/** A scenario and its earlier recording. */
export interface MissingInput extends ScenarioInput {
  readonly recorded: CassetteFile;
  /** The cassette, as people are shown it, for messages. */
  readonly recordedFile: string;
}

/** A completed cassette. */
export interface CompletedCassette {
  readonly cassette: CassetteFile;
  /** Calls of the scenario that were not in it. */
  readonly addedCalls: number;
  /** Exchanges that its recorded calls did not have. */
  readonly addedExchanges: number;
}

/**
 * Records the parts of a scenario that its cassette lacks: new calls, and requests that its calls
 * now send for the first time. Recorded exchanges stay and answer their requests; only a call that
 * sends more requests gets a new result, and only those requests reach the live world.
 *
 * @throws HarnessError as `recordScenario`; `cassette-invalid` when the cassette has another world,
 *   or calls that are not in the scenario.
 */
export async function recordMissing(
  recording: Recording,
  input: MissingInput,
): Promise<CompletedCassette> {
  const { scenario: given, file, allowed = new Map(), recorded, recordedFile } = input;
  const { app } = recording;
  const { header } = recorded;
  requireSinks(header.secretSinks, { declared: recording.sinks, file: recordedFile });
  const scenario = inRecordedWorld(given, recorded, file);
  const world = await openScenarioWorld(unfeltOverrides(recording, recorded), scenario, file);
  requireSameWorld({ ...world.stated, variables: header.world.variables }, recorded, recordedFile);
  const steps = alignedSteps(scenario, recorded, recordedFile);
  const reasons = new Map([...(header.allowedSecrets ?? []), ...allowed]);
  const { live } = world;
  const { secrets } = live.appWorld;
  const guard = new SecretGuard({
    ...{ secrets, allowed: reasons, onUsed: input.onAllowed, isScenario: true },
  });
  const completed = { ...header.world, variables: world.stated.variables };
  const checks = recording.openChecks(completed, live.appWorld);
  const { onException } = input;
  const recorder = new StepRecorder({ world, guard, checks, file, onException });
  const added = { addedCalls: 0, addedExchanges: 0 };
  for (const [index, { step, entry }] of steps.entries()) {
    if (entry === undefined) {
      added.addedCalls += 1;
      await recorder.record(step, callTime(header.world, step, index));
      input.onCall?.();
    } else {
      added.addedExchanges += (await recorder.complete(entry)).length;
    }
  }
  if (added.addedCalls + added.addedExchanges === 0) return { cassette: recorded, ...added };
  const paths = recorder.entries.map(({ request }) => request.path);
  const cassette: CassetteFile = {
    header: {
      ...header,
      world: completed,
      ...(header.origin === undefined ? {} : { origin: `${header.origin}; live service` }),
      app: { name: app.manifest.name, build: await buildKeys(app, paths) },
      ...usedReasons(reasons, guard),
      ...notedSinks(recording.sinks, completed),
    },
    entries: recorder.entries,
  };
  return { cassette, ...added };
}

// The recorded world decides: a variable that is set only now would change recorded calls. A
// variable that affects none of them may be set, because a new call may need it.
function unfeltOverrides(recording: Recording, recorded: CassetteFile): Recording {
  const { variables } = recorded.header.world;
  const then = resolveAppWorld(recording.app.manifest, {
    world: variables,
    overrides: new Map(),
    givenIn: 'cassette',
  });
  const felt = feltVariables(recording.app, then, recorded);
  const kept = [...recording.overrides].filter(([name]) => variables.has(name) || !felt.has(name));
  return { ...recording, overrides: new Map(kept) };
}

function usedReasons(reasons: ReadonlyMap<string, string>, { used }: SecretGuard) {
  const kept = [...reasons].filter(([place]) => used.has(place));
  return kept.length === 0 ? {} : { allowedSecrets: new Map(kept) };
}

function inRecordedWorld(
  scenario: CassetteFile,
  recorded: CassetteFile,
  file: string,
): CassetteFile {
  const { variables } = recorded.header.world;
  const others = [...scenario.header.world.variables].filter(
    ([name, value]) => variables.get(name) !== value,
  );
  if (others.length > 0) {
    throw otherWorld(`the variables ${firstFew(others.map(([name]) => name))}`, file);
  }
  const { header, entries } = scenario;
  // A copy, since the lines of the originals are those of another file.
  const world = { ...header.world, variables: new Map(variables) };
  return { header: { ...header, world }, entries };
}

function requireSameWorld(world: StartingWorld, { header }: CassetteFile, file: string): void {
  const others = differentParts(world, header.world);
  if (others.length > 0) throw otherWorld(others.join(', '), file);
}

interface AlignedStep {
  readonly step: CassetteEntry;
  /** Its recorded interaction. */
  readonly entry: (CassetteEntry & { readonly at: number }) | undefined;
}

// Recorded calls keep their order, so the first call of the scenario that is like one is that one.
function alignedSteps(
  scenario: CassetteFile,
  recorded: CassetteFile,
  file: string,
): readonly AlignedStep[] {
  const left = [...recorded.entries];
  const steps = scenario.entries.map((step): AlignedStep => {
    const [next] = left;
    const request = canonicalRequest(step.request);
    if (next?.at === undefined || !sameRequest(next.request, request)) {
      return { step, entry: undefined };
    }
    left.shift();
    return { step, entry: { ...next, at: next.at } };
  });
  const [lost] = left;
  if (lost === undefined) return steps;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to record what is missing: the scenario has no such call, or in another order',
    next: 'Put the call back into the scenario, or record it again without --missing.',
    file,
    line: lost.line,
  });
}
