import { existsSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { readCassette, readScenario } from '../cassette/store/cassette-store.ts';
import { playedFile } from '../engine/played-file.ts';
import type { PlayedFile, ScenarioTape } from '../engine/tape.ts';
import { HarnessError } from '../errors.ts';
import type { App } from '../host/app.ts';
import { pathWord, shellWord } from '../output/shell-word.ts';
import type { CallNotes } from '../tool-call/call-notes.ts';
import { literalSecretWarnings } from './literal-secrets.ts';
import { runScenario } from './run-scenario.ts';

/** Runs the scenario in a file; its recording answers the outbound requests. */
export function runScenarioFile(app: App, tape: ScenarioTape): Promise<PlayedFile> {
  const { path } = tape;
  return playedFile(
    () => readRunnable(tape),
    async (written, warn) => {
      for (const warning of literalSecretWarnings(written, app.manifest, path)) warn(warning);
      const recorded = recordingOf(tape);
      const scenario = inWorld(written, tape);
      const notes: CallNotes[] = [];
      const onNotes = (call: CallNotes) => notes.push(call);
      const ran = { scenario, file: path, recorded, onWarning: warn, onNotes };
      return { judged: await runScenario(app, ran), notes };
    },
  );
}

/** The cassette of a scenario, at the same path below `cassettes`; undefined if there is none. */
export function recordingPath(file: string): string | undefined {
  const path = resolve(file).split(sep);
  const root = path.lastIndexOf('scenarios');
  if (root === -1) return undefined;
  const cassette = path.with(root, 'cassettes').join(sep);
  return existsSync(cassette) ? cassette : undefined;
}

/** The recording of a scenario; undefined if there is none. */
export function recordingOf({ file, recording }: ScenarioTape): CassetteFile | undefined {
  const cassette = recording ?? recordingPath(file);
  return cassette === undefined ? undefined : readCassette(cassette);
}

/**
 * The scenario of a tape in the world that the tape gives it.
 *
 * @throws HarnessError as `readScenario`, and `cassette-invalid` for a cassette.
 */
export function scenarioOf(tape: ScenarioTape): CassetteFile {
  return inWorld(readRunnable(tape), tape);
}

function readRunnable({ file, path, app }: ScenarioTape): CassetteFile {
  const scenario = readScenario(file);
  if (scenario.header.app === undefined) return scenario;
  const named = app === undefined ? '' : `--app ${shellWord(app)} `;
  throw new HarnessError({
    code: 'cassette-invalid',
    problem: 'Failed to run the scenario: it is a cassette, whose header names the recorded app',
    next: `Replay it with \`spintape replay ${named}${pathWord(path)}\`.`,
    file,
    line: 1,
  });
}

function inWorld(scenario: CassetteFile, { seed, files: first, places }: ScenarioTape) {
  const { header, entries } = scenario;
  const own = header.world.files;
  const files = new Map([...first, ...own]);
  const world = {
    ...header.world,
    files,
    seed: seed ?? header.world.seed,
    places: new Map([...places, ...(header.world.places ?? [])]),
  };
  return { header: { ...header, world }, entries };
}
