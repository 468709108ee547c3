import { findCassettes } from '../cassette/find-cassettes.ts';
import { HarnessError } from '../errors.ts';
import type { RecordingApp } from '../record/recording-app.ts';
import { hotReplay } from '../replay/hot-replay.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { variablesFromEnvironment } from '../world/variables.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets, unusedAllowances } from './allowed-secrets.ts';
import { EXPOSE_SECRET_HELP, exposedSecrets } from './exposed-secrets.ts';
import { faultOf } from './file-fault.ts';
import { type OpenApp, openApp } from './open-app.ts';
import { type CommonOptions, readCommandLine, usageError } from './options.ts';
import { type RecordSettings, recordFile, targetOf } from './record-file.ts';
import { isSound, type RecordedFile, recordedDocument, recordedLines } from './recorded-files.ts';
import { reportError } from './report-error.ts';
import { shownPath } from './shown-path.ts';
import type { Terminal } from './terminal.ts';

/** What `spintape record --help` prints. */
export const RECORD_HELP = `spintape record SCENARIO…
  Runs scenarios against the live world and writes cassettes. SCENARIO is a file or a folder.
  --out DIR             where cassettes go, at the scenario's path below scenarios
                        (default: cassettes)
  --missing             only what the cassettes lack: new calls, and requests that are not
                        recorded; what is recorded stays
  --no-hot-replay       does not replay each call at once
${EXPOSE_SECRET_HELP}
${ALLOW_SECRET_HELP}
`;

/**
 * `spintape record SCENARIO…`: exit code 0 when all were recorded, are as they expect, and
 * reproduce; 1 when one is not; that of the worst error when one could not be recorded.
 */
export async function record(args: readonly string[], terminal: Terminal): Promise<number> {
  const { allowed, others } = takeAllowedSecrets(args);
  const { common, own, positionals, switches } = readCommandLine(
    others,
    ['out', 'expose-secret', 'allow-secret'],
    ['missing', 'no-hot-replay'],
  );
  if (positionals.length === 0) throw usageError('record needs a scenario');
  if (switches.has('missing') && own['expose-secret'] !== undefined) {
    throw usageError('--missing and --expose-secret do not go together');
  }
  const files = findCassettes(positionals, 'scenarios');
  const opened = await openApp(common);
  try {
    const exposed = exposedSecrets(own['expose-secret'], opened.app, terminal);
    const hot = !switches.has('no-hot-replay');
    const used = new Set<string>();
    const { recorded, errorCode } = await recordFiles(files, {
      recording: { ...recordingApp(opened, terminal, hot), exposed },
      seed: common.seed,
      missing: switches.has('missing'),
      allowed,
      onAllowed: (place) => used.add(place),
      out: own.out ?? 'cassettes',
      common,
      terminal,
    });
    for (const warning of unusedAllowances(allowed, used)) terminal.err(warning);
    if (common.json) terminal.out(recordedDocument(recorded));
    return recorded.every(isSound) ? 0 : Math.max(1, errorCode);
  } finally {
    await opened.host.close();
  }
}

interface FilesSettings extends RecordSettings {
  readonly out: string;
  readonly common: CommonOptions;
  readonly terminal: Terminal;
}

// One that cannot be recorded is told of, and the others are recorded.
async function recordFiles(
  files: readonly string[],
  settings: FilesSettings,
): Promise<{ recorded: readonly RecordedFile[]; errorCode: number }> {
  const { out, common, terminal } = settings;
  const recorded: RecordedFile[] = [];
  const scenarios = new Map<string, string>();
  let errorCode = 0;
  for (const file of files) {
    const target = targetOf(file, out);
    try {
      refuseTwice(target, file, scenarios);
      const made = await recordFile(file, target, settings);
      recorded.push(made.file);
      if (!common.quiet) terminal.err(`${made.did}\n`);
      for (const line of recordedLines(made.file, made.cassette)) terminal.err(`  ${line}\n`);
    } catch (error) {
      if (!(error instanceof HarnessError)) throw error;
      recorded.push(notRecorded(file, target, error));
      errorCode = Math.max(errorCode, reportError(error, { terminal, debug: common.debug }));
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

function notRecorded(file: string, target: string, error: HarnessError): RecordedFile {
  return {
    name: shownPath(file),
    path: shownPath(target),
    calls: 0,
    ...{ differences: [], unreproducible: [], outdated: [] },
    fault: faultOf(error),
  };
}

function recordingApp({ app, host }: OpenApp, { env, now }: Terminal, hot: boolean): RecordingApp {
  return {
    app,
    host,
    outbound: new LiveOutbound(),
    overrides: variablesFromEnvironment(env, app.variables),
    buildKey: (component) => host.buildKey(component),
    componentFor: (path) => host.componentFor(path),
    now,
    ...(hot ? { openCheck: (world, live) => hotReplay({ app, host, world, live }) } : {}),
  };
}
