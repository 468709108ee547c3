import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { readCassette, readScenario, writeCassette } from '../cassette/cassette-store.ts';
import { recordMissing } from '../record/record-missing.ts';
import { recordScenario, type ScenarioInput } from '../record/record-scenario.ts';
import type { RecordingApp } from '../record/recording-app.ts';
import { replayCassette } from '../replay/replay-cassette.ts';
import { counted } from '../report/counted.ts';
import { isRecordedAt } from './own-cassette.ts';
import { type RecordedFile, unexpected, unreproducibleCalls } from './recorded-files.ts';
import { shownPath } from './shown-path.ts';

/** What `spintape record` does with each scenario. */
export interface RecordSettings {
  readonly recording: RecordingApp;
  /** In the place of the scenario's. */
  readonly seed: number | undefined;
  /** Whether only what the cassette lacks is recorded. */
  readonly missing: boolean;
  readonly allowed: ReadonlyMap<string, string>;
  /** Told each place of `allowed` that was needed. */
  onAllowed(place: string): void;
}

/** A cassette that was written. */
export interface Made {
  readonly cassette: CassetteFile;
  readonly file: RecordedFile;
  /** For people. */
  readonly did: string;
}

/**
 * Records a scenario into the cassette at `target`.
 *
 * @throws HarnessError when there is no new recording; what was at `target` is then as it was.
 */
export async function recordFile(
  file: string,
  target: string,
  settings: RecordSettings,
): Promise<Made> {
  const { recording, seed, missing, allowed, onAllowed } = settings;
  const written = readScenario(file);
  const scenario = withSeed(written, seed ?? written.header.world.seed);
  const input = { scenario, file, allowed, onAllowed, target };
  return await (missing && existsSync(target)
    ? addMissing(recording, input)
    : recordAnew(recording, input));
}

type Input = ScenarioInput & { readonly target: string };

async function recordAnew(recording: RecordingApp, input: Input): Promise<Made> {
  const { scenario, target } = input;
  const isThere = isRecordedAt(target, scenario.header);
  const cassette = withOrigin(await recordScenario(recording, input), scenario);
  writeCassette(target, cassette);
  const calls = counted(cassette.entries.length, 'call');
  const file = { ...fileOf(input, cassette), ...(isThere ? ({ replaced: true } as const) : {}) };
  return { cassette, file, did: `${isThere ? 'replaced' : 'recorded'} ${target} (${calls})` };
}

async function addMissing(recording: RecordingApp, input: Input): Promise<Made> {
  const { target } = input;
  const recorded = readCassette(target);
  isRecordedAt(target, input.scenario.header);
  const { cassette, addedCalls, addedExchanges } = await recordMissing(recording, {
    ...input,
    recorded,
    recordedFile: target,
  });
  // A call that was added may be one that a later one would have felt.
  const { differences: outdated } = await replayCassette(recording, { cassette, file: target });
  const added = { calls: addedCalls, exchanges: addedExchanges };
  const file = { ...fileOf(input, cassette), added, outdated };
  if (cassette === recorded) {
    return { cassette, file, did: `${target} lacks nothing` };
  }
  writeCassette(target, cassette);
  const counts = [counted(addedCalls, 'call'), counted(addedExchanges, 'exchange')];
  return { cassette, file, did: `added ${counts.join(' and ')} to ${target}` };
}

function fileOf({ scenario, target }: Input, cassette: CassetteFile): RecordedFile {
  return {
    name: cassette.header.name,
    path: shownPath(target),
    calls: cassette.entries.length,
    differences: unexpected(scenario, cassette),
    unreproducible: unreproducibleCalls(cassette),
    outdated: [],
  };
}

// Answers that the scenario does not write down come from the live service now, wherever they came
// from when somebody else recorded it.
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

/** The path below `cassettes`, or below `out`, that a scenario has below `scenarios`. */
export function targetOf(scenario: string, out: string): string {
  const path = relative(process.cwd(), scenario).split(sep);
  const root = path.indexOf('scenarios');
  return join(out, ...(root === -1 ? path.slice(-1) : path.slice(root + 1)));
}
