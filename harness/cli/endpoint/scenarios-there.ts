import { playedFile } from '../../engine/played-file.ts';
import type { ScenarioTape } from '../../engine/tape.ts';
import { runAtEndpoint } from '../../scenario/endpoint/run-at-endpoint.ts';
import { leftOutParts, worldNeeds } from '../../scenario/endpoint/world-needs.ts';
import { recordingOf, scenarioOf } from '../../scenario/run-scenario-file.ts';
import type { FilesRun } from '../replay-files.ts';
import { playThere, type ThereSettings } from './play-there.ts';

/** How scenarios are run at a service. */
interface ScenariosThere extends Omit<ThereSettings, 'what' | 'needsOf' | 'playAt'> {
  tapeOf(file: string): ScenarioTape;
}

/**
 * Runs scenarios at a service.
 *
 * @throws HarnessError as {@link playThere}.
 */
export function runScenariosThere(
  paths: readonly string[],
  settings: ScenariosThere,
): Promise<FilesRun> {
  const { service, tapeOf } = settings;
  return playThere(paths, {
    ...settings,
    what: 'scenarios',
    needsOf: (file, parts) => {
      const scenario = scenarioOf(tapeOf(file));
      const needs = worldNeeds(scenario, recordingOf(tapeOf(file)), parts);
      return { name: scenario.header.name, needs };
    },
    playAt: ({ file, path }, prefix) =>
      playedFile(
        () => scenarioOf(tapeOf(file)),
        async (scenario, onWarning) => {
          const judged = await runAtEndpoint(service, { scenario, file: path, prefix, onWarning });
          return 'needs' in judged ? judged : { judged, leftOut: leftOutParts(scenario) };
        },
      ),
  });
}
