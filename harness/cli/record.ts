import { existsSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { readCassette, writeCassette } from '../cassette/cassette-store.ts';
import { findCassettes } from '../cassette/find-cassettes.ts';
import { recordMissing } from '../record/record-missing.ts';
import { recordScenario } from '../record/record-scenario.ts';
import type { RecordingApp } from '../record/recording-app.ts';
import { hotReplay } from '../replay/hot-replay.ts';
import { replayCassette } from '../replay/replay-cassette.ts';
import { counted } from '../report/counted.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { variablesFromEnvironment } from '../world/variables.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets } from './allowed-secrets.ts';
import { EXPOSE_SECRET_HELP, exposedSecrets } from './exposed-secrets.ts';
import { type OpenApp, openApp } from './open-app.ts';
import { readCommandLine, usageError } from './options.ts';
import {
  isSound,
  type RecordedFile,
  recordedDocument,
  recordedLines,
  unexpected,
  unreproducibleCalls,
} from './recorded-files.ts';
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
 * reproduce; else 1.
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
  const recorded: RecordedFile[] = [];
  try {
    const exposed = exposedSecrets(own['expose-secret'], opened.app, terminal);
    const hot = !switches.has('no-hot-replay');
    const recording = { ...recordingApp(opened, terminal, hot), exposed };
    for (const file of files) {
      const written = readCassette(file);
      const scenario = withSeed(written, common.seed ?? written.header.world.seed);
      const target = targetOf(file, own.out ?? 'cassettes');
      const input = { scenario, file, allowed, target };
      const made = await (switches.has('missing') && existsSync(target)
        ? addMissing(recording, input)
        : recordAnew(recording, input));
      recorded.push(made.file);
      if (!common.quiet) terminal.err(`${made.did}\n`);
      for (const line of recordedLines(made.file, made.cassette)) terminal.err(`  ${line}\n`);
    }
    if (common.json) terminal.out(recordedDocument(recorded));
    return recorded.every(isSound) ? 0 : 1;
  } finally {
    await opened.host.close();
  }
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

interface Input {
  readonly scenario: CassetteFile;
  readonly file: string;
  readonly allowed: ReadonlyMap<string, string>;
  readonly target: string;
}

interface Made {
  readonly cassette: CassetteFile;
  readonly file: RecordedFile;
  /** For people. */
  readonly did: string;
}

async function recordAnew(recording: RecordingApp, input: Input): Promise<Made> {
  const { scenario, target } = input;
  const cassette = withOrigin(await recordScenario(recording, input), scenario);
  writeCassette(target, cassette);
  const calls = counted(cassette.entries.length, 'call');
  return { cassette, file: fileOf(input, cassette), did: `recorded ${target} (${calls})` };
}

async function addMissing(recording: RecordingApp, input: Input): Promise<Made> {
  const { target } = input;
  const recorded = readCassette(target);
  const { cassette, addedCalls, addedExchanges } = await recordMissing(recording, {
    ...input,
    recorded,
    recordedFile: target,
  });
  // A call that was added may be one that a later one would have felt.
  const { differences: outdated } = await replayCassette(recording, { cassette, file: target });
  const added = { calls: addedCalls, exchanges: addedExchanges };
  const file = { ...fileOf(input, cassette), added, outdated };
  if (cassette === recorded) {
    return { cassette, file, did: `${target} lacks nothing` };
  }
  writeCassette(target, cassette);
  const counts = [counted(addedCalls, 'call'), counted(addedExchanges, 'exchange')];
  return { cassette, file, did: `added ${counts.join(' and ')} to ${target}` };
}

function fileOf({ scenario, target }: Input, cassette: CassetteFile): RecordedFile {
  return {
    name: cassette.header.name,
    path: shownPath(target),
    calls: cassette.entries.length,
    differences: unexpected(scenario, cassette),
    unreproducible: unreproducibleCalls(cassette),
    outdated: [],
  };
}

// Answers that the scenario does not write down come from the live service now, wherever they came
// from when somebody else recorded it.
function withOrigin({ header, entries }: CassetteFile, scenario: CassetteFile): CassetteFile {
  const { origin: _, ...live } = header;
  const isLive = entries.some(
    ({ exchanges }, index) =>
      exchanges.length > 0 && scenario.entries[index]?.exchanges.length === 0,
  );
  return { header: isLive ? live : header, entries };
}

function withSeed({ header, entries }: CassetteFile, seed: number): CassetteFile {
  return { header: { ...header, world: { ...header.world, seed } }, entries };
}

// A cassette stands at the path below `cassettes` that its scenario has below `scenarios`.
function targetOf(scenario: string, out: string): string {
  const path = relative(process.cwd(), scenario).split(sep);
  const root = path.indexOf('scenarios');
  return join(out, ...(root === -1 ? path.slice(-1) : path.slice(root + 1)));
}
