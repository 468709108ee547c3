import { playedFile } from '../../engine/played-file.ts';
import type { ScenarioTape } from '../../engine/tape.ts';
import { HarnessError } from '../../errors.ts';
import type { AnsweringHost } from '../../host/host.ts';
import type { LeftOutFile } from '../../report/files/reported-file.ts';
import { OwnSessions } from '../../scenario/endpoint/own-sessions.ts';
import { runAtEndpoint } from '../../scenario/endpoint/run-at-endpoint.ts';
import { startingParts } from '../../scenario/endpoint/starting-calls.ts';
import { leftOutParts, type WorldNeed, worldNeeds } from '../../scenario/endpoint/world-needs.ts';
import { recordingOf, scenarioOf } from '../../scenario/run-scenario-file.ts';
import type { FileJudgement } from '../../tool-call/verdict.ts';
import { type FilesRun, type RunSettings, runFiles } from '../replay-files.ts';
import { shownPath } from '../shown-path.ts';

/** How scenarios are run at a service. */
export interface ThereSettings extends Omit<RunSettings, 'play'> {
  readonly service: AnsweringHost;
  /** The ids of sessions begin with it there; no other run at the service may have it. */
  readonly prefix: string;
  tapeOf(file: string): ScenarioTape;
}

/**
 * Runs scenarios at a service. Those that need what nobody can give to a running service are left
 * out by name.
 *
 * @throws HarnessError `usage` where all are left out.
 */
export async function runThere(
  paths: readonly string[],
  settings: ThereSettings,
): Promise<FilesRun> {
  const { service, prefix, tapeOf } = settings;
  const probe = new OwnSessions(`${prefix}0-`);
  const parts = await startingParts(service, probe);
  const leftOut = new Map<string, LeftOutFile>();
  const leave = (path: string, name: string, needs: readonly WorldNeed[]): void => {
    leftOut.set(shownPath(path), { name, path: shownPath(path), needs });
  };
  for (const path of paths) {
    const found = readable(tapeOf(path));
    const needs = found === undefined ? [] : worldNeeds(found.scenario, found.recorded, parts);
    if (found !== undefined && needs.length > 0) leave(path, found.scenario.header.name, needs);
  }
  const left = paths.filter((path) => !leftOut.has(shownPath(path)));
  let count = 0;
  const ran = await runFiles(left, {
    ...settings,
    play: async ({ file }) => {
      count += 1;
      const own = `${prefix}${count}-`;
      const tape = tapeOf(file);
      return playedFile(
        () => scenarioOf(tape),
        async (scenario, onWarning) => {
          const input = { scenario, file: tape.path, prefix: own, onWarning };
          const judged = await runAtEndpoint(service, input);
          if (!('needs' in judged)) return { judged, leftOut: leftOutParts(scenario) };
          leave(file, scenario.header.name, [judged.needs]);
          return { judged: NOTHING };
        },
      );
    },
  });
  const files = ran.reported.files.filter(({ path }) => !leftOut.has(path));
  if (leftOut.size === paths.length) throw nothingToRun([...leftOut.values()]);
  const inOrder = paths.flatMap((path) => leftOut.get(shownPath(path)) ?? []);
  return { ...ran, reported: { ...ran.reported, files, leftOut: inOrder } };
}

const NOTHING: FileJudgement = { verdict: 'same', calls: 0, differences: [] };

// A scenario that cannot be read is reported when it is run.
function readable(tape: ScenarioTape) {
  try {
    return { scenario: scenarioOf(tape), recorded: recordingOf(tape) };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return undefined;
  }
}

function nothingToRun(leftOut: readonly LeftOutFile[]): HarnessError {
  const [first] = leftOut;
  const others = leftOut.length > 1 ? `, and so on for all ${leftOut.length}` : '';
  return new HarnessError({
    code: 'usage',
    problem:
      'Failed to run the scenarios: each needs what a running service cannot be given: ' +
      `${first?.path} ${first?.needs.join(', ')}${others}`,
    next: 'Run them without --endpoint, or name others.',
  });
}
