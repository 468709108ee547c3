import type { ReadableInteractions } from '../cassette/readable-interactions.ts';
import { readRecording } from '../cassette/store/cassette-store.ts';
import { playedFile } from '../engine/played-file.ts';
import type {
  CassetteTape,
  ComparisonTape,
  ObservationTape,
  Played,
  PlayedFile,
  UpdateTape,
} from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import { compareWith, observedCalls } from './compare-apps.ts';
import { inOtherApp, otherAppOf, refuseOtherApp } from './other-app.ts';
import { replayCassette } from './replay-cassette.ts';
import { requireCalls } from './require-calls.ts';
import { updatedCalls } from './update-cassette.ts';

type FilePlace = Pick<CassetteTape, 'file' | 'path' | 'refusesOtherApp'>;

/** Replays the cassette in a file. */
export function replayFile(app: App, tape: CassetteTape): Promise<PlayedFile> {
  return playCassette(tape, app.manifest.name, async (input) => ({
    judged: await replayCassette(app, input),
  }));
}

/** Replays the cassette in a file, and gives the cassette of what the app does now. */
export function updateFile(app: App, tape: UpdateTape): Promise<Played<UpdateTape>> {
  return playCassette(tape, app.manifest.name, async (input) => {
    const { replay, ...update } = await updatedCalls(app, input);
    return { judged: replay, ...update };
  });
}

/** What an app does in the calls of the cassette in a file. */
export function observeFile(app: App, tape: ObservationTape): Promise<Played<ObservationTape>> {
  return playCassette(tape, app.manifest.name, async (input) => ({
    calls: await observedCalls(app, input),
  }));
}

/** Compares what an app does in the calls of the cassette in a file with what another one did. */
export function compareFile(app: App, tape: ComparisonTape): Promise<PlayedFile> {
  const { first } = tape;
  return playCassette(tape, first.name, async (input) => ({
    judged: await compareWith(first.calls, app, input),
  }));
}

/** What differs is most often only that a cassette is of another app, so the result says so. */
function playCassette<Shown extends Pick<Played<ObservationTape>, 'judged' | 'calls'>>(
  { file, path, refusesOtherApp = false }: FilePlace,
  app: string,
  play: (input: { cassette: ReadableInteractions; file: string }) => Promise<Shown>,
): Promise<PlayedFile | (PlayedFile & Shown)> {
  return playedFile(
    () => readRecording(file),
    async (cassette) => {
      requireCalls(cassette, path);
      const otherApp = otherAppOf(cassette, app);
      if (refusesOtherApp && otherApp !== undefined) throw refuseOtherApp(path, otherApp);
      try {
        const shown = await play({ cassette, file: path });
        const { judged } = shown;
        if (otherApp === undefined || judged === undefined || judged.verdict === 'same') {
          return shown;
        }
        return { ...shown, judged: { ...judged, otherApp } };
      } catch (error) {
        throw inOtherApp(error, path, otherApp);
      }
    },
  );
}
