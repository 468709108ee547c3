import type { CassetteFile } from '../cassette/cassette-file.ts';
import { readCassette } from '../cassette/cassette-store.ts';
import type { FoundFiles } from '../cassette/find-cassettes.ts';
import { HarnessError } from '../errors.ts';
import type { ReplayReport, ReportedFile } from '../report/replay-report.ts';
import { eachInParallel } from './each-in-parallel.ts';
import type { ProgressDisplay } from './progress.ts';
import { shownPath } from './shown-path.ts';

/** A cassette that was read. */
export interface OpenedFile {
  /** As the file system has it. */
  readonly file: string;
  /** As people are shown it. */
  readonly path: string;
  readonly cassette: CassetteFile;
}

/** What the run of one file shows, save what every report says of a file. */
export type FileVerdict = Omit<ReportedFile, 'name' | 'path' | 'tookMs'>;

/** How files are run. */
export interface RunSettings {
  /** How many may run at the same time. */
  readonly atOnce: number;
  /** Whether nothing is run after the first file that is not the same. */
  readonly bail: boolean;
  readonly progress: ProgressDisplay;
  /** Runs one file. */
  run(opened: OpenedFile, onCall: () => void): Promise<FileVerdict>;
}

/**
 * The scenarios or cassettes whose name in the header contains a text.
 *
 * @throws HarnessError as `readCassette`, for any of the files; `not-found` when none is left.
 */
export function filterByName(
  files: readonly string[],
  text: string,
  what: FoundFiles = 'cassettes',
): string[] {
  const left = files.filter((file) => readCassette(file).header.name.includes(text));
  if (left.length > 0) return left;
  throw new HarnessError({
    code: 'not-found',
    problem: `Failed to find ${what}: no name contains ${JSON.stringify(text)}`,
    next: 'Give --filter a part of a name as its header has it; it is no pattern.',
  });
}

/**
 * Runs files in parallel and reports them in their order. With `bail` the report ends with the
 * first file that is not the same, whatever else ran in the meantime: what is reported does not
 * depend on who is faster.
 */
export async function runFiles(
  files: readonly string[],
  { atOnce, bail, progress, run }: RunSettings,
): Promise<ReplayReport> {
  const counts = { done: 0, notSame: 0, total: files.length };
  let lastOne = files.length;
  const results = await eachInParallel([...files.entries()], atOnce, async ([index, file]) => {
    if (index > lastOne) return undefined;
    const path = shownPath(file);
    const cassette = readCassette(file);
    const { name } = cassette.header;
    const show = (): void => progress.show({ ...counts, current: name });
    show();
    const started = performance.now();
    const verdict = await run({ file, path, cassette }, show);
    const isSame = verdict.verdict === 'same';
    counts.done += 1;
    if (!isSame) counts.notSame += 1;
    if (bail && !isSame) lastOne = Math.min(lastOne, index);
    return { ...verdict, name, path, tookMs: performance.now() - started };
  });
  const reported = results.slice(0, lastOne + 1).filter((result) => result !== undefined);
  return { files: reported, notRun: files.slice(lastOne + 1).map(shownPath) };
}
