import { readRecording } from '../../cassette/store/cassette-store.ts';
import { playedFile } from '../../engine/played-file.ts';
import { replayAtEndpoint } from '../../replay/replay-at-endpoint.ts';
import { requireCalls } from '../../replay/require-calls.ts';
import { type WorldNeed, worldNeeds } from '../../scenario/endpoint/world-needs.ts';
import type { FilesRun } from '../replay-files.ts';
import { playThere, type ThereSettings } from './play-there.ts';

/**
 * Replays cassettes at a service: compares results alone.
 *
 * @throws HarnessError as {@link playThere}.
 */
export function replayCassettesThere(
  paths: readonly string[],
  settings: Omit<ThereSettings, 'what' | 'needsOf' | 'playAt'>,
): Promise<FilesRun> {
  return playThere(paths, {
    ...settings,
    what: 'cassettes',
    needsOf: (file, parts) => {
      const cassette = readRecording(file);
      const needs = worldNeeds(cassette, undefined, parts);
      return { name: cassette.header.name, needs: needs.filter((need) => !OWN.includes(need)) };
    },
    playAt: ({ file, path }, prefix) =>
      playedFile(
        () => readRecording(file),
        async (cassette) => {
          requireCalls(cassette, path);
          const judged = await replayAtEndpoint(settings.service, {
            ...{ cassette, file: path, prefix },
          });
          return 'needs' in judged ? judged : { judged, leftOut: NOT_KNOWN };
        },
      ),
  });
}

/** What the service decides, whatever was recorded: its own upstreams and variables. */
const OWN: readonly WorldNeed[] = ['exchanges', 'variables'];

/** What no answer shows, by the keys of a cassette. */
const NOT_KNOWN = ['clock', 'exchanges', 'seed', 'state'];
