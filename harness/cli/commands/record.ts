import { liveRecording } from '../../api/live-recording.ts';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import { HarnessError } from '../../errors.ts';
import { counted } from '../../report/text/counted.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import { refuseReadStreams } from '../files/outputs.ts';
import { openApp } from '../open-app.ts';
import {
  ALLOW_SECRET_HELP,
  takeAllowedSecrets,
  unusedAllowances,
} from '../options/allowed-secrets.ts';
import { EXPOSE_SECRET_HELP, exposedSecrets } from '../options/exposed-secrets.ts';
import { type CommonOptions, readCommandLine, usageError } from '../options/options.ts';
import { takeRepeated } from '../options/repeated-option.ts';
import { SECRET_SINK, SECRET_SINK_HELP, secretSinks } from '../options/secret-sinks.ts';
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

/** What `spintape record --help` prints. */
export const RECORD_HELP = `spintape record SCENARIO…
  Runs scenarios against the live world and writes cassettes. SCENARIO is a file or a folder.
  --out DIR             where cassettes go, at the scenario's path below scenarios
                        (default: cassettes)
  --missing             only what the cassettes lack: new calls, and requests that are not
                        recorded; what is recorded stays
  --no-hot-replay       does not replay each call at once
${EXPOSE_SECRET_HELP}
${SECRET_SINK_HELP}
${ALLOW_SECRET_HELP}
`;

/**
 * `spintape record SCENARIO…`: exit code 0 when all were recorded, are as they expect, and
 * reproduce; 1 when one is not; that of the worst error when one could not be recorded.
 */
export async function record(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values: declared, others: rest } = takeRepeated(args, SECRET_SINK);
  const { allowed, others } = takeAllowedSecrets(rest);
  const { common, own, positionals, switches } = readCommandLine(
    others,
    ['out', 'expose-secret', 'allow-secret', 'secret-sink'],
    ['missing', 'no-hot-replay'],
  );
  if (positionals.length === 0) throw usageError('record needs a scenario');
  if (switches.has('missing') && own['expose-secret'] !== undefined) {
    throw usageError('--missing and --expose-secret cannot be used together');
  }
  const files = scenariosAt(positionals, own.out);
  const opened = await openApp(common);
  const stop = new AbortController();
  void terminal.interrupted().then(() => {
    stop.abort();
    // Calls under way are not waited for.
    void opened.host.close();
  });
  try {
    refuseReadStreams(appInputs(opened.manifest));
    const exposed = exposedSecrets(own['expose-secret'], opened.manifest, terminal);
    const sinks = secretSinks(declared, opened.manifest);
    const live = liveRecording(opened, {
      environment: terminal.env,
      now: terminal.now,
      hotReplay: !switches.has('no-hot-replay'),
    });
    const used = new Set<string>();
    const { recorded, errorCode } = await recordFiles(files, {
      recording: { ...live, exposed, sinks },
      seed: common.seed,
      missing: switches.has('missing'),
      allowed,
      onAllowed: (place) => used.add(place),
      onWarning: (line) => terminal.note(line),
      out: own.out ?? 'cassettes',
      common,
      terminal,
      stop: stop.signal,
    });
    for (const warning of unusedAllowances(allowed, used)) terminal.note(warning);
    if (common.json) terminal.out(recordedDocument(recorded));
    if (stop.signal.aborted) return 130;
    return recorded.every(isSound) ? 0 : Math.max(1, errorCode);
  } finally {
    await opened.host.close();
  }
}

/** The scenarios, none of which is printed into, nor is a cassette of them. */
function scenariosAt(paths: readonly string[], out = 'cassettes'): string[] {
  const files = findCassettes(paths, 'scenarios');
  const targets = files.map((file) => targetOf(file, out));
  refuseReadStreams([
    ...cassetteInputs(files, 'a scenario'),
    ...cassetteInputs(targets, 'a cassette'),
  ]);
  return files;
}

interface FilesSettings extends RecordSettings {
  readonly out: string;
  readonly common: CommonOptions;
  readonly terminal: Terminal;
  /** Aborted when the process is asked to end. */
  readonly stop: AbortSignal;
}

// One that cannot be recorded is told of, and the others are recorded.
async function recordFiles(
  files: readonly string[],
  settings: FilesSettings,
): Promise<{ recorded: readonly RecordedFile[]; errorCode: number }> {
  const { out, common, terminal, stop } = settings;
  const recorded: RecordedFile[] = [];
  const scenarios = new Map<string, string>();
  let errorCode = 0;
  for (const file of files) {
    const target = targetOf(file, out);
    let calls = 0;
    try {
      if (stop.aborted) throw interruption(file, calls);
      refuseTwice(target, file, scenarios);
      const made = await recordFile(file, target, { ...settings, onCall: () => (calls += 1) });
      recorded.push(made.file);
      if (!common.quiet) terminal.note(made.did);
      for (const line of recordedLines(made.file, shownPath(file))) terminal.note(`  ${line}`);
    } catch (cause) {
      const error = stop.aborted ? interruption(file, calls) : cause;
      if (!(error instanceof HarnessError)) throw error;
      recorded.push(notRecorded(file, target, error));
      errorCode = Math.max(errorCode, reportError(error, { terminal, debug: common.debug }));
      if (stop.aborted) break;
    }
  }
  return { recorded, errorCode };
}

// Of two scenarios with one cassette, the second would take the place of the first.
function refuseTwice(target: string, file: string, scenarios: Map<string, string>): void {
  const other = scenarios.get(target);
  scenarios.set(target, other ?? file);
  if (other === undefined) return;
  throw new HarnessError({
    code: 'usage',
    problem: `Failed to record the scenario: ${target} is the cassette of ${shownPath(other)}`,
    next: 'Put both below one folder `scenarios`, or record them apart, each with its own --out.',
    file,
  });
}

// A cassette is written whole at its end, so that of one that is begun there is nothing.
function interruption(file: string, calls: number): HarnessError {
  const fate = calls === 1 ? 'was answered and is not kept' : 'were answered and are not kept';
  const lost = `${counted(calls, 'call')} of it ${fate}`;
  return new HarnessError({
    code: 'interrupted',
    problem: `Failed to record the scenario: interrupted${calls === 0 ? '' : `; ${lost}`}`,
    next: 'Record it again; a cassette that was there is as it was.',
    file,
  });
}

function notRecorded(file: string, target: string, error: HarnessError): RecordedFile {
  return {
    name: shownPath(file),
    path: shownPath(target),
    calls: 0,
    ...{ unanswered: [], differences: [], unreproducible: [], outdated: [] },
    failure: shownFailure(error),
  };
}
