import type { PlayedFile } from '../../engine/tape.ts';
import { HarnessError } from '../../errors.ts';
import type { AnsweringHost } from '../../host/host.ts';
import type { LeftOutFile, ReportedFile } from '../../report/files/reported-file.ts';
import { OwnSessions } from '../../scenario/endpoint/own-sessions.ts';
import { startingParts } from '../../scenario/endpoint/starting-calls.ts';
import type { StartingParts, WorldNeed } from '../../scenario/endpoint/world-needs.ts';
import type { FileJudgement } from '../../tool-call/verdict.ts';
import { type FilesRun, type NamedFile, type RunSettings, runFiles } from '../replay-files.ts';
import { shownPath } from '../shown-path.ts';

/** What a file needs of its world, and its name. */
export interface FileNeeds {
  readonly name: string;
  readonly needs: readonly WorldNeed[];
}

/** A file that ran at a service, or what it needs, where that shows only there. */
export type PlayedThere = PlayedFile &
  Pick<ReportedFile, 'leftOut'> & { readonly needs?: WorldNeed | undefined };

/** How files are run at a service. */
export interface ThereSettings extends Omit<RunSettings, 'play'> {
  readonly service: AnsweringHost;
  /** The ids of sessions begin with it there; no other run at the service may have it. */
  readonly prefix: string;
  /** What the files are, for messages. */
  readonly what: 'scenarios' | 'cassettes';
  /** @throws HarnessError for a file that cannot be read; it is reported when it runs. */
  needsOf(file: string, parts: StartingParts): FileNeeds;
  /** @param prefix of the sessions of this file */
  playAt(file: NamedFile, prefix: string): Promise<PlayedThere>;
}

/**
 * Runs files at a service. Those that need what nobody can give to a running service are left out
 * by name.
 *
 * @throws HarnessError `usage` where all are left out.
 */
export async function playThere(
  paths: readonly string[],
  settings: ThereSettings,
): Promise<FilesRun> {
  const { service, prefix, needsOf, playAt } = settings;
  const parts = await startingParts(service, new OwnSessions(`${prefix}0-`));
  const leftOut = new Map<string, LeftOutFile>();
  const leave = (path: string, { name, needs }: FileNeeds): void => {
    leftOut.set(shownPath(path), { name, path: shownPath(path), needs });
  };
  for (const path of paths) {
    const found = readable(() => needsOf(path, parts));
    if (found !== undefined && found.needs.length > 0) leave(path, found);
  }
  const left = paths.filter((path) => !leftOut.has(shownPath(path)));
  let count = 0;
  const ran = await runFiles(left, {
    ...settings,
    play: async (named) => {
      count += 1;
      const { needs, ...played } = await playAt(named, `${prefix}${count}-`);
      if (needs === undefined) return played;
      leave(named.file, { name: played.name ?? named.path, needs: [needs] });
      return { ...played, judged: NOTHING };
    },
  });
  const files = ran.reported.files.filter(({ path }) => !leftOut.has(path));
  if (leftOut.size === paths.length) throw nothingToRun([...leftOut.values()], settings.what);
  const inOrder = paths.flatMap((path) => leftOut.get(shownPath(path)) ?? []);
  return { ...ran, reported: { ...ran.reported, files, leftOut: inOrder } };
}

const NOTHING: FileJudgement = { verdict: 'same', calls: 0, differences: [] };

function readable(read: () => FileNeeds): FileNeeds | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return undefined;
  }
}

function nothingToRun(leftOut: readonly LeftOutFile[], what: string): HarnessError {
  const [first] = leftOut;
  const others = leftOut.length > 1 ? `, and so on for all ${leftOut.length}` : '';
  return new HarnessError({
    code: 'usage',
    problem:
      `Failed to run the ${what}: each needs what a running service cannot be given: ` +
      `${first?.path} ${first?.needs.join(', ')}${others}`,
    next: 'Run them without --endpoint, or name others.',
  });
}
