import { liveRecording } from '../../api/live-recording.ts';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import { HarnessError } from '../../errors.ts';
import { counted } from '../../report/text/counted.ts';
import { RECORD } from '../command-table/recording-commands.ts';
import { componentOutput } from '../component-output.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import { refuseReadStreams } from '../files/outputs.ts';
import { interruptionOf } from '../interruption.ts';
import { openApp } from '../open-app.ts';
import { allowedSecrets, unusedAllowances } from '../options/allowed-secrets.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { exposedSecrets } from '../options/exposed-secrets.ts';
import { warnOfMisspelt } from '../options/misspelt-variables.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { secretSinks } from '../options/secret-sinks.ts';
import { usageError } from '../options/usage-error.ts';
import { type RecordSettings, recordFile, targetOf } from '../recording/record-file.ts';
import {
  isSound,
  type RecordedFile,
  recordedDocument,
  recordedLines,
} from '../recording/recorded-files.ts';
import { reportError } from '../report-error.ts';
import { shownFailure } from '../shown-failure.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/**
 * `spintape record SCENARIO…`: exit code 0 when all scenarios were recorded, are as expected, and
 * reproduce; 1 when one is not; that of the worst error when one could not be recorded.
 */
export async function record(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(RECORD, args, terminal);
  const { missing, out, exposeSecret } = options;
  const allowed = allowedSecrets(options.allowSecret);
  if (missing && exposeSecret !== undefined) {
    throw usageError('--missing and --expose-secret cannot be used together');
  }
  const files = scenariosAt(positionals, out, terminal);
  const opened = await openApp(options, terminal);
  const { manifest } = opened;
  const stop = interruptionOf(terminal, [opened]);
  try {
    refuseReadStreams(appInputs(manifest));
    const exposed = exposedSecrets(exposeSecret, manifest, terminal);
    const sinks = secretSinks(options.secretSink, manifest);
    warnOfMisspelt(terminal, manifest.variables);
    const onNotes = componentOutput(terminal, options, {
      manifest,
      inputs: [...appInputs(manifest), ...cassetteInputs(files, 'a scenario')],
    });
    const live = liveRecording(opened, {
      environment: terminal.env,
      now: terminal.now,
      hotReplay: !options.noHotReplay,
    });
    const used = new Set<string>();
    const { recorded, errorCode } = await recordFiles(files, {
      recording: { ...live, exposed, sinks, onNotes, keepLogs: options.keepLogs },
      seed: options.seed,
      missing,
      allowed,
      onAllowed: (place) => used.add(place),
      onWarning: (line) => terminal.note(line),
      out,
      app: options.app,
      options,
      terminal,
      stop,
    });
    const unused = recorded.every(wasSearched) ? unusedAllowances(allowed, used) : [];
    for (const warning of unused) terminal.note(warning);
    if (options.json) terminal.out(recordedDocument(recorded));
    if (stop.aborted) return 130;
    return recorded.every(isSound) ? 0 : Math.max(1, errorCode);
  } finally {
    await opened.host.close();
  }
}

// What ended for another reason may have ended before the place of an allowance.
function wasSearched({ failure }: RecordedFile): boolean {
  return failure === undefined || failure.code === 'secret-found';
}

/**
 * The scenarios. Refuses stdout and stderr that go to one of them, or to one of their cassettes.
 */
function scenariosAt(paths: readonly string[], out: string, { project }: Terminal): string[] {
  const files = findCassettes(paths, 'scenarios');
  const targets = files.map((file) => targetOf(file, out, project));
  refuseReadStreams([
    ...cassetteInputs(files, 'a scenario'),
    ...cassetteInputs(targets, 'a cassette'),
  ]);
  return files;
}

interface FilesSettings extends RecordSettings {
  readonly out: string;
  readonly options: Pick<CommonOptions, 'quiet' | 'debug'>;
  readonly terminal: Terminal;
  /** Aborted when the process is asked to end. */
  readonly stop: AbortSignal;
}

// A scenario that cannot be recorded is reported, and the others are recorded.
async function recordFiles(
  files: readonly string[],
  settings: FilesSettings,
): Promise<{ recorded: readonly RecordedFile[]; errorCode: number }> {
  const { out, app, options, terminal, stop } = settings;
  const recorded: RecordedFile[] = [];
  const scenarios = new Map<string, string>();
  let errorCode = 0;
  for (const file of files) {
    const target = targetOf(file, out, terminal.project);
    let calls = 0;
    try {
      if (stop.aborted) throw interruption(file, calls);
      refuseTwice(target, file, scenarios);
      const made = await recordFile(file, target, { ...settings, onCall: () => (calls += 1) });
      recorded.push(made.file);
      if (!options.quiet) terminal.note(made.did);
      for (const line of recordedLines(made.file, { scenario: shownPath(file), app }))
        terminal.note(`  ${line}`);
    } catch (cause) {
      const error = stop.aborted ? interruption(file, calls) : cause;
      if (!(error instanceof HarnessError)) throw error;
      recorded.push(notRecorded(file, target, error));
      errorCode = Math.max(errorCode, reportError(error, { terminal, debug: options.debug }));
      if (stop.aborted) break;
    }
  }
  return { recorded, errorCode };
}

// The second of two scenarios with the same cassette would replace the recording of the first.
function refuseTwice(target: string, file: string, scenarios: Map<string, string>): void {
  const other = scenarios.get(target);
  scenarios.set(target, other ?? file);
  if (other === undefined) return;
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to record the scenario: ${target} is the cassette of ${shownPath(other)}`,
    next: 'Put both below one folder `scenarios`, or record each with its own --out.',
    file,
  });
}

// A cassette is written when it is complete, so there is nothing of one that was only begun.
function interruption(file: string, calls: number): HarnessError {
  const fate = calls === 1 ? 'was answered and is not kept' : 'were answered and are not kept';
  const lost = `${counted(calls, 'call')} of it ${fate}`;
  return new HarnessError({
    code: 'interrupted',
    problem: `Failed to record the scenario: interrupted${calls === 0 ? '' : `; ${lost}`}`,
    next: 'Record it again; an older cassette was not changed.',
    file,
  });
}

function notRecorded(file: string, target: string, error: HarnessError): RecordedFile {
  return {
    name: shownPath(file),
    path: shownPath(target),
    calls: 0,
    ...{ unanswered: [], exceptions: [], differences: [], unreproducible: [], outdated: [] },
    failure: shownFailure(error),
  };
}
