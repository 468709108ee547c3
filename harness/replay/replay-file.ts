import type { ReadableInteractions } from '../cassette/readable-interactions.ts';
import { readRecording } from '../cassette/store/cassette-store.ts';
import { playedFile } from '../engine/played-file.ts';
import type { CassetteTape, PlayedFile } from '../engine/tape.ts';
import type { App } from '../host/app.ts';
import type { AppManifest } from '../host/manifest/app-manifest.ts';
import type { FileJudgement } from '../tool-call/verdict.ts';
import { inOtherApp, otherAppOf } from './other-app.ts';
import { replayCassette } from './replay-cassette.ts';
import { requireCalls } from './require-calls.ts';

/** Replays the cassette in a file. */
export function replayFile(app: App, { file, path }: CassetteTape): Promise<PlayedFile> {
  return playedFile(
    () => readRecording(file),
    (cassette) =>
      replayedIn(app.manifest, { cassette, path }, () =>
        replayCassette(app, { cassette, file: path }),
      ),
  );
}

/**
 * Replays a cassette in an app, by whatever means. What differs is most often only that it belongs
 * to another app, so the result says so.
 *
 * @throws HarnessError `cassette-invalid` for a cassette without a call, and what `replay` throws.
 */
export async function replayedIn(
  manifest: AppManifest,
  { cassette, path }: { readonly cassette: ReadableInteractions; readonly path: string },
  replay: () => Promise<FileJudgement>,
): Promise<FileJudgement> {
  requireCalls(cassette, path);
  const otherApp = otherAppOf(cassette, manifest);
  try {
    const judged = await replay();
    return otherApp === undefined || judged.verdict === 'same' ? judged : { ...judged, otherApp };
  } catch (error) {
    throw inOtherApp(error, path, otherApp);
  }
}
