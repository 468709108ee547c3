import { readRecording } from '../cassette/store/cassette-store.ts';
import type { FoundFiles } from '../cassette/store/find-cassettes.ts';
import type { PlayedFile } from '../engine/tape.ts';
import { HarnessError, invariant } from '../errors.ts';
import type { NotRunFile, ReportedFile, ReportedFiles } from '../report/files/reported-file.ts';
import { eachInParallel } from './each-in-parallel.ts';
import type { ProgressDisplay } from './progress.ts';
import { exitCodeOf } from './report-error.ts';
import { shownFailure } from './shown-failure.ts';
import { shownPath } from './shown-path.ts';

/** A file to run. */
export interface NamedFile {
  /** Its path in the file system. */
  readonly file: string;
  /** As people are shown it. */
  readonly path: string;
}

/** How files are run. */
export interface RunSettings {
  /** How many may run at the same time. */
  readonly atOnce: number;
  /** Whether to stop after the first file that is not the same. */
  readonly bail: boolean;
  readonly progress: ProgressDisplay;
  /** Aborted when the process is asked to end; unfinished files are then not judged. */
  readonly stop: AbortSignal;
  /** Reads and runs one file. */
  play(file: NamedFile): Promise<PlayedFile & Pick<ReportedFile, 'update' | 'leftOut'>>;
  /** Called with what is wrong with a file although it was run, a line each. */
  onWarnings?(lines: readonly string[]): void;
  /** The command line that runs one file alone. */
  rerun(path: string): string;
}

/** The files, and the exit code of their worst error; 0 for none, 130 for an interruption. */
export interface FilesRun {
  readonly reported: ReportedFiles;
  readonly errorCode: number;
}

/**
 * The scenarios or cassettes whose name in the header contains a text. A file that cannot be read
 * is kept, since its name is unknown.
 *
 * @throws HarnessError `not-found` when none is left.
 */
export function filterByName(
  files: readonly string[],
  text: string,
  what: FoundFiles = 'cassettes',
): string[] {
  const left = files.filter((file) => nameOf(file)?.includes(text) ?? true);
  if (left.length > 0) return left;
  throw new HarnessError({
    code: 'not-found',
    problem: `Failed to find ${what}: no name contains ${JSON.stringify(text)}`,
    next:
      'Give --filter a part of a name as its header has it; it is matched literally, ' +
      'and wildcards are not supported.',
  });
}

function notRunFile(file: string): NotRunFile {
  const path = shownPath(file);
  return { path, name: nameOf(file) ?? path };
}

function nameOf(file: string): string | undefined {
  try {
    return readRecording(file).header.name;
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}

/**
 * Runs files in parallel and reports them in order. A file that cannot be read or run is an entry
 * of the report, and the others run. With `bail` the report ends with the first file that is not
 * the same, whatever else ran in the meantime, so it does not depend on which files are faster.
 * After an interruption, it has what was judged so far.
 */
export async function runFiles(files: readonly string[], settings: RunSettings): Promise<FilesRun> {
  const { atOnce, bail, progress, stop } = settings;
  const counts = { done: 0, notSame: 0, total: files.length };
  let lastOne = files.length;
  const results = await eachInParallel([...files.entries()], atOnce, async ([index, file]) => {
    if (index > lastOne || stop.aborted) return undefined;
    progress.show({ ...counts, current: shownPath(file) });
    const result = await runFile(file, settings);
    if (result === undefined) return undefined;
    const isSame = result.file.verdict === 'same';
    counts.done += 1;
    if (!isSame) counts.notSame += 1;
    if (bail && !isSame) lastOne = Math.min(lastOne, index);
    return result;
  });
  const left = files.filter((_, index) => index > lastOne || results[index] === undefined);
  const reported = results.slice(0, lastOne + 1).filter((result) => result !== undefined);
  return {
    reported: {
      files: reported.map((result) => result.file),
      notRun: left.map(notRunFile),
      ...(stop.aborted && { interrupted: true }),
    },
    errorCode: Math.max(stop.aborted ? 130 : 0, ...reported.map(({ errorCode }) => errorCode)),
  };
}

/** Undefined for a file whose run was interrupted. */
async function runFile(
  file: string,
  { play, stop, rerun, onWarnings }: Pick<RunSettings, 'play' | 'stop' | 'rerun' | 'onWarnings'>,
): Promise<{ file: ReportedFile; errorCode: number } | undefined> {
  const path = shownPath(file);
  const started = performance.now();
  const { name = path, judged, failure, unfinished, ...more } = await played(play, { file, path });
  onWarnings?.(more.warnings);
  const tookMs = performance.now() - started;
  if (stop.aborted && (judged?.verdict ?? 'failed') === 'failed') return undefined;
  const place = { name, path, tookMs, rerun: rerun(path) };
  if (judged === undefined) {
    invariant(failure !== undefined, 'a file was not judged, for no reason');
    const error = new HarnessError(failure);
    const broken = { verdict: 'error', reason: error.code, calls: 0, differences: [] } as const;
    const failed = { ...broken, ...place, failure: shownFailure(error) };
    return { file: failed, errorCode: exitCodeOf(error) };
  }
  const notice = unfinished === undefined ? {} : { unfinished };
  const { update, leftOut } = more;
  const did = update === undefined ? {} : { update };
  const left = leftOut === undefined ? {} : { leftOut };
  return { file: { ...judged, ...did, ...left, ...place, ...notice }, errorCode: 0 };
}

async function played(play: RunSettings['play'], file: NamedFile): ReturnType<RunSettings['play']> {
  try {
    return await play(file);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { failure: error, warnings: [] };
  }
}
