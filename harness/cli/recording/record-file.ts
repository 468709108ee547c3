import { existsSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { readCassette, readScenario, writeCassette } from '../../cassette/store/cassette-store.ts';
import { isRecordedAt } from '../../cassette/store/own-cassette.ts';
import { HarnessError } from '../../errors.ts';
import { keptReasons } from '../../record/older-recording/kept-reasons.ts';
import { refuseLostAnswers } from '../../record/older-recording/lost-answers.ts';
import { recordMissing } from '../../record/record-missing.ts';
import { recordScenario, type ScenarioInput } from '../../record/record-scenario.ts';
import type { Recording } from '../../record/recording.ts';
import { replayCassette } from '../../replay/replay-cassette.ts';
import { counted } from '../../report/text/counted.ts';
import { literalSecretWarnings } from '../../scenario/literal-secrets.ts';
import { unexpected } from '../../scenario/unexpected.ts';
import { unknownToolWarnings } from '../../scenario/unknown-tool.ts';
import { givenCommand } from '../options/given-command.ts';
import { projectCassette } from '../project/cassette-of.ts';
import type { Project } from '../project/project.ts';
import { shownPath } from '../shown-path.ts';
import { type RecordedFile, unansweredRequests, unreproducibleCalls } from './recorded-files.ts';

/** What `spintape record` does with each scenario. */
export interface RecordSettings {
  readonly recording: Recording;
  /** Replaces the scenario's. */
  readonly seed: number | undefined;
  /** Whether only what the cassette lacks is recorded. */
  readonly missing: boolean;
  readonly allowed: ReadonlyMap<string, string>;
  /** As the user named it, for advice. */
  readonly app: string | undefined;
  /** Called with each place of `allowed` that was needed. */
  onAllowed(place: string): void;
  /** Called after each call that was answered. */
  onCall?(): void;
  /** Called with each warning about a scenario, which is recorded anyway. */
  onWarning(line: string): void;
}

/** A cassette that was written. */
export interface Made {
  readonly cassette: CassetteFile;
  readonly file: RecordedFile;
  /** What was done, for people. */
  readonly did: string;
}

/**
 * Records a scenario into the cassette at `target`.
 *
 * @throws HarnessError when there is no new recording; `target` is then not changed.
 */
export async function recordFile(
  file: string,
  target: string,
  settings: RecordSettings,
): Promise<Made> {
  const { recording, seed, missing, allowed, onAllowed, onCall, onWarning } = settings;
  const written = readScenario(file);
  refuseCassette(written, { file, target, missing, app: settings.app });
  for (const warning of literalSecretWarnings(written, recording.app.manifest, file))
    onWarning(warning);
  const scenario = withSeed(written, seed ?? written.header.world.seed);
  const exceptions: FoundException[] = [];
  const onException = (step: number, exception: string) => exceptions.push({ step, exception });
  const input = { scenario, file, allowed, onAllowed, onCall, onException, exceptions, target };
  const made = await (missing && existsSync(target)
    ? addMissing(recording, input)
    : recordWhole(recording, input));
  for (const [index, { response }] of made.cassette.entries.entries()) {
    const entry = scenario.entries[index];
    if (entry === undefined || response === undefined) continue;
    for (const warning of unknownToolWarnings(entry, response, { file, step: index + 1 }))
      onWarning(warning);
  }
  return made;
}

interface Input extends ScenarioInput {
  readonly allowed: ReadonlyMap<string, string>;
  readonly target: string;
  /** Those found so far. */
  readonly exceptions: readonly FoundException[];
}

type FoundException = RecordedFile['exceptions'][number];

async function recordWhole(recording: Recording, input: Input): Promise<Made> {
  const { scenario, target } = input;
  const isThere = isRecordedAt(target, scenario.header);
  const older = isThere ? readable(target) : undefined;
  const allowed = new Map([...keptReasons(older, scenario), ...input.allowed]);
  const cassette = withOrigin(await recordScenario(recording, { ...input, allowed }), scenario);
  if (older !== undefined) {
    const compared = { scenario, older, newer: cassette };
    refuseLostAnswers({ ...compared, file: input.file, target: shownPath(target) });
  }
  // During the calls, another process may have put something there.
  isRecordedAt(target, scenario.header);
  const file = { ...fileOf(input, cassette), ...(isThere ? ({ replaced: true } as const) : {}) };
  writeCassette(target, cassette);
  const calls = counted(cassette.entries.length, 'call');
  return { cassette, file, did: `${isThere ? 'replaced' : 'recorded'} ${target} (${calls})` };
}

async function addMissing(recording: Recording, input: Input): Promise<Made> {
  const { target } = input;
  isRecordedAt(target, input.scenario.header);
  const recorded = readCassette(target);
  const { cassette, addedCalls, addedExchanges } = await recordMissing(recording, {
    ...input,
    recorded,
    recordedFile: target,
  });
  // An added call may affect later calls.
  const { differences: outdated } = await replayCassette(recording.app, { cassette, file: target });
  const added = { calls: addedCalls, exchanges: addedExchanges };
  const unanswered = withoutOld(fileOf(input, cassette).unanswered, recorded);
  const file = { ...fileOf(input, cassette), unanswered, added, outdated };
  if (cassette === recorded) {
    return { cassette, file, did: `${target} lacks nothing` };
  }
  writeCassette(target, cassette);
  const counts = [counted(addedCalls, 'call'), counted(addedExchanges, 'exchange')];
  return { cassette, file, did: `added ${counts.join(' and ')} to ${target}` };
}

// Requests without an answer were reported when they were recorded.
function withoutOld(
  unanswered: RecordedFile['unanswered'],
  recorded: CassetteFile,
): RecordedFile['unanswered'] {
  const old = recorded.entries.flatMap(({ exchanges }) =>
    exchanges.flatMap(({ request, outcome }) => (outcome.kind === 'error' ? [request.url] : [])),
  );
  return unanswered.filter(({ url }) => !old.includes(url));
}

// An unreadable older recording is simply replaced by the new one.
function readable(target: string): CassetteFile | undefined {
  try {
    return readCassette(target);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return undefined;
  }
}

// Its recorded answers would be taken for written ones, so no request would reach the network.
function refuseCassette(
  { header }: CassetteFile,
  {
    file,
    target,
    missing,
    app,
  }: Pick<RecordSettings, 'missing' | 'app'> & Record<'file' | 'target', string>,
): void {
  if (header.app === undefined) return;
  const isTarget = resolve(file) === resolve(target);
  if (missing && isTarget) return;
  const replay = givenCommand('replay', { app }, shownPath(file));
  const convert = givenCommand('convert', {}, shownPath(file), 'SCENARIO.yaml');
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to record the scenario: it is a cassette, whose header names the recorded app',
    next: missing
      ? `Name its own folder with --out; its place would be ${shownPath(target)}.`
      : `Replay it with \`${replay}\`, add calls with \`record --missing\` and its scenario, ` +
        `or make a scenario of it with \`${convert}\`.`,
    file,
    line: 1,
  });
}

function fileOf(
  { file, scenario, target, exceptions }: Input,
  cassette: CassetteFile,
): RecordedFile {
  const differences = unexpected(scenario, cassette, file);
  return {
    name: cassette.header.name,
    path: shownPath(target),
    calls: cassette.entries.length,
    unanswered: unansweredRequests(scenario, cassette, differences),
    exceptions: exceptions.filter(
      ({ step }) =>
        scenario.entries[step - 1]?.expect === undefined ||
        differences.some((difference) => difference.step === step),
    ),
    differences,
    unreproducible: unreproducibleCalls(cassette),
    outdated: [],
  };
}

// Answers that the scenario does not write down now come from the live service, wherever they came
// from in an earlier recording.
function withOrigin({ header, entries }: CassetteFile, scenario: CassetteFile): CassetteFile {
  const { origin: _, ...live } = header;
  const isLive = entries.some(
    ({ exchanges }, index) =>
      exchanges.length > 0 && scenario.entries[index]?.exchanges.length === 0,
  );
  return { header: isLive ? live : header, entries };
}

function withSeed({ header, entries }: CassetteFile, seed: number): CassetteFile {
  return { header: { ...header, world: { ...header.world, seed } }, entries };
}

/**
 * The path below `out` that a scenario has below `scenarios`, or below the folder of the project.
 */
export function targetOf(scenario: string, out: string, project?: Project): string {
  const ofProject = projectCassette(scenario, project, out);
  if (ofProject !== undefined) return ofProject;
  const path = relative(process.cwd(), scenario).split(sep);
  const root = path.indexOf('scenarios');
  return join(out, ...(root === -1 ? path.slice(-1) : path.slice(root + 1)));
}
