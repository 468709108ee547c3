import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { writeCassette } from '../../cassette/store/cassette-store.ts';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import { runTape } from '../../engine/run-tape.ts';
import type { ObservationTape, PlayedFile } from '../../engine/tape.ts';
import { HarnessError, invariant, plainFailure } from '../../errors.ts';
import type { App } from '../../host/app.ts';
import { refuseSecrets } from '../../record/secret-scan/refuse-secrets.ts';
import { ofThisBuild } from '../../replay/update-cassette.ts';
import { filesReport } from '../../report/files/files-report.ts';
import type { FileUpdate, ReportedFile, ReportedFiles } from '../../report/files/reported-file.ts';
import { REPLAY } from '../command-table/judging-commands.ts';
import { replayCassettesThere } from '../endpoint/cassettes-there.ts';
import { openService } from '../endpoint/open-service.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import { Outputs } from '../files/outputs.ts';
import { interruptionOf } from '../interruption.ts';
import { openApp, ownApp } from '../open-app.ts';
import type { CommandLine } from '../options/command-spec.ts';
import { givenCommand } from '../options/given-command.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import { progressDisplay } from '../progress.ts';
import { withAppOf } from '../project/app-to-give.ts';
import { filterByName, type RunSettings, runFiles } from '../replay-files.ts';
import { reportError } from '../report-error.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { claimedReports } from '../reporting/claimed-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import type { Terminal } from '../terminal.ts';

type Options = CommandLine<typeof REPLAY>['options'];

/**
 * `spintape replay [PATH…]`: exit code 0 when every file is the same or was updated; 1 when one
 * differs; that of the worst error when a file could not be judged; 130 when it is interrupted.
 */
export async function replay(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(REPLAY, args, terminal);
  const { against, filter, update } = options;
  if (update && against !== undefined) {
    throw usageError('--update and --against cannot be used together');
  }
  const asked = askedReports(options, terminal);
  const found = findCassettes(positionals);
  const files = filter === undefined ? found : filterByName(found, filter);
  if (options.endpoint !== undefined) {
    return await replayThere(files, options.endpoint, { options, asked, terminal });
  }
  const apps: App[] = [await openApp(options, terminal)];
  const stop = interruptionOf(terminal, apps);
  const progress = progressDisplay(terminal, options);
  try {
    if (against !== undefined)
      apps.push(await openApp({ ...options, app: against }, terminal, '--against'));
    const inputs = [
      ...cassetteInputs(files, 'a cassette'),
      ...apps.flatMap(({ manifest }) => appInputs(manifest)),
    ];
    const reports = claimedReports(asked, new Outputs(inputs), options.force);
    const notWritten: HarnessError[] = [];
    // Who names an app may compare it with what another one did.
    const refusesOtherApp = options.app === undefined;
    const { reported, errorCode } = await runFiles(files, {
      atOnce: options.workers,
      bail: options.bail,
      progress,
      stop,
      play: withAppOf(playerFor(apps, { refusesOtherApp, notWritten, update }), options),
      rerun: (path) => commandFor(path, options),
    });
    progress.end();
    const ok = reported.interrupted !== true && reported.files.every(isAsItShouldBe);
    const report = filesReport(withNames(reported, options, terminal), { command: 'replay', ok });
    await printReport(report, reports, terminal);
    // The report always comes first, and then why files were not written.
    const codes = notWritten.map((error) => reportError(error, { terminal, debug: options.debug }));
    return Math.max(ok ? 0 : 1, errorCode, ...codes);
  } finally {
    progress.end();
    await Promise.all(apps.map(({ host }) => host.close()));
  }
}

interface Asked {
  readonly options: Options;
  readonly asked: ReturnType<typeof askedReports>;
  readonly terminal: Terminal;
}

async function replayThere(
  files: readonly string[],
  endpoint: string,
  { options, asked, terminal }: Asked,
): Promise<number> {
  const { app, against, seed } = options;
  const update = options.update || undefined;
  const service = await openService(endpoint, { app, update, against, seed });
  const stop = interruptionOf(terminal, []);
  const progress = progressDisplay(terminal, options);
  try {
    const outputs = new Outputs(cassetteInputs(files, 'a cassette'));
    const reports = claimedReports(asked, outputs, options.force);
    const { reported, errorCode } = await replayCassettesThere(files, {
      ...{ atOnce: options.workers, bail: options.bail, progress, stop, service },
      prefix: `replay-${terminal.now().toString(36)}-`,
      rerun: (path) => commandFor(path, options),
    });
    progress.end();
    const ok = reported.interrupted !== true && reported.files.every(isAsItShouldBe);
    await printReport(filesReport(reported, { command: 'replay', ok }), reports, terminal);
    return Math.max(ok ? 0 : 1, errorCode);
  } finally {
    progress.end();
  }
}

/** How a file is replayed, besides by which apps. */
interface PlayerSettings {
  readonly refusesOtherApp: boolean;
  readonly update: boolean;
  /** Gets the errors of writing cassettes. */
  readonly notWritten: HarnessError[];
}

function playerFor(
  [first, second]: readonly App[],
  { refusesOtherApp, update: updates, notWritten }: PlayerSettings,
): RunSettings['play'] {
  return async ({ file, path }) => {
    invariant(first !== undefined, 'there is no app');
    const tape = { file, path, refusesOtherApp };
    if (second !== undefined) return await compared([first, second], tape);
    if (!updates) return await runTape(first, { kind: 'cassette', ...tape });
    const { updated, blocked, ...played } = await runTape(first, { kind: 'update', ...tape });
    if (blocked !== undefined) return { ...played, update: { did: 'record-again', ...blocked } };
    if (updated === undefined) return played;
    try {
      const update = written(file, await ofThisBuild(first, updated), notWritten);
      return update === undefined ? played : { ...played, update };
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      const { judged: _, ...place } = played;
      return { ...place, failure: plainFailure(error) };
    }
  };
}

async function compared(
  [first, second]: readonly [App, App],
  { refusesOtherApp, ...place }: Omit<ObservationTape, 'kind'>,
): Promise<PlayedFile> {
  const observing = { kind: 'observation', ...place, refusesOtherApp } as const;
  const { calls, ...observed } = await runTape(first, observing);
  if (calls === undefined) return observed;
  const { name } = first.manifest;
  return await runTape(second, { kind: 'comparison', ...place, first: { name, calls } });
}

function written(
  file: string,
  updated: CassetteFile,
  notWritten: HarnessError[],
): FileUpdate | undefined {
  refuseSecrets(file, updated);
  try {
    writeCassette(file, updated);
    return { did: 'written' };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    notWritten.push(error);
    return undefined;
  }
}

function isAsItShouldBe({ verdict, update }: ReportedFile): boolean {
  return verdict === 'same' || update?.did === 'written';
}

function withNames(
  reported: ReportedFiles,
  { app, against }: Options,
  terminal: Terminal,
): ReportedFiles {
  if (against === undefined) return reported;
  const first = app ?? ownApp(terminal) ?? 'the shipped app';
  return { ...reported, compared: { first, second: against } };
}

function commandFor(path: string, { app, endpoint, against }: Options): string {
  return givenCommand('replay', { app, endpoint, against }, path);
}
