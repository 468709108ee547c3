import { accessSync, constants } from 'node:fs';
import type { CassetteFile } from '../../cassette/cassette-file.ts';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import { makeFolder } from '../../cassette/store/make-folder.ts';
import type { App } from '../../host/app.ts';
import { resolveAppWorld } from '../../host/app-world.ts';
import type { CallOutcome } from '../../host/host.ts';
import type { AppManifest } from '../../host/manifest/app-manifest.ts';
import { prepareApp } from '../../host/prepare-app.ts';
import { callLive } from '../../record/live-caller.ts';
import type { LiveCall, LiveWorld } from '../../record/live-run.ts';
import { notedSinks } from '../../record/secret-sinks.ts';
import type { SessionRecorder } from '../../record/session-recorder.ts';
import { ReportedOutbound } from '../../replay/reported-outbound.ts';
import { type Caller, serveHttp } from '../../service/http-service.ts';
import { sweepSetAside } from '../../set-aside.ts';
import { CallSequence } from '../../world/call-sequence.ts';
import { MemoryKeyValue } from '../../world/key-value/key-value.ts';
import { LiveOutbound } from '../../world/outbound-http/live.ts';
import { RecordedOutbound } from '../../world/outbound-http/recorded.ts';
import { refusalText } from '../../world/secrets/refused-placeholder.ts';
import { variablesFromEnvironment } from '../../world/variables.ts';
import { SERVE } from '../command-table/recording-commands.ts';
import { componentOutput, type OutputOptions } from '../component-output.ts';
import { appInputs, cassetteInputs } from '../files/input-files.ts';
import { refuseReadStreams } from '../files/outputs.ts';
import { openApp, requireComponents } from '../open-app.ts';
import { unusedAllowances } from '../options/allowed-secrets.ts';
import { exposedSecrets } from '../options/exposed-secrets.ts';
import { warnOfMisspelt } from '../options/misspelt-variables.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { secretSinks } from '../options/secret-sinks.ts';
import { type ServeSettings, serveSettings } from '../options/serve-settings.ts';
import { preparingDisplay } from '../preparing-display.ts';
import { reportError } from '../report-error.ts';
import { RenewableHost } from '../serving/renewable-host.ts';
import { takeRebuilt } from '../serving/take-rebuilt.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape serve`: serves until SIGINT or SIGTERM, then ends with exit code 0. */
export async function serve(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options } = readCommandLine(SERVE, args, terminal);
  const { record, cassette, maxCalls } = options;
  const settings = serveSettings(options, terminal);
  const { address, allowedHosts, maxStoreBytes } = settings;
  if (cassette !== undefined) refuseReadStreams(cassetteInputs([cassette], 'the cassette'));
  const answers = cassette === undefined ? undefined : await cassetteAt(cassette, terminal);
  const seed = options.seed ?? answers?.header.world.seed ?? 0;
  const { manifest, host } = await openApp(options, terminal);
  const renewable = new RenewableHost(host);
  // The host of a recording plays tapes, and is not replaced.
  const opened: App = { manifest, host: record === undefined ? renewable : host };
  try {
    refuseReadStreams(appInputs(manifest));
    const exposed = exposedSecrets(options.exposeSecret, manifest, terminal);
    const sinks = secretSinks(options.secretSink, manifest);
    const live = liveWorld(opened, { seed, answers, terminal, maxStoreBytes });
    const world = { ...live, exposed, sinks, ...outputOf(manifest, options, terminal) };
    requireComponents(manifest);
    if (!options.lazy) await prepareApp(manifest, preparingDisplay(terminal, options));
    const recording = { world, seed, settings, hotReplay: !options.noHotReplay, terminal };
    const recorder =
      record === undefined
        ? undefined
        : await openRecorder(opened, { ...recording, folder: record });
    const caller: Caller = async (request) =>
      recorder?.call(request) ?? answered(await callLive(request, world), terminal);
    if (record !== undefined) requireFolder(record);
    const isRecording = record !== undefined;
    const endWatch = takeRebuilt(manifest, { host: renewable, isRecording, options, terminal });
    const service = await serveHttp(
      caller,
      { ...address, app: manifest, allowedHosts, maxCalls },
      (error) => reportError(error, { terminal, debug: options.debug }),
    );
    if (!service.isLoopback) terminal.note(openToOthers(address.host));
    // A reader of this line may end the service at once.
    const interrupted = terminal.interrupted();
    terminal.out(`listening on ${service.url}\n`);
    await interrupted;
    await endWatch();
    await service.close();
    await recorder?.close();
    const used = recorder?.usedAllowances ?? new Set();
    for (const warning of unusedAllowances(settings.allowedSecrets, used)) terminal.note(warning);
    return 0;
  } finally {
    await opened.host.close();
  }
}

function outputOf(manifest: AppManifest, options: OutputOptions & KeepOption, terminal: Terminal) {
  const inputs = appInputs(manifest);
  const onNotes = componentOutput(terminal, options, { manifest, inputs });
  return { onNotes, keepLogs: options.keepLogs };
}

interface KeepOption {
  readonly keepLogs: boolean;
}

// There are no users and passwords, and tools have the secrets of the person who started them.
function openToOthers(host: string): string {
  return (
    `warning: listening on ${host}: whoever reaches this machine can call the tools, with your ` +
    'secrets; without --listen, only this machine can'
  );
}

// The component sees only that its request was denied.
function answered({ outcome, refused }: LiveCall, terminal: Terminal): CallOutcome {
  for (const { problem, next } of refused.map(refusalText)) {
    terminal.note(`warning: ${problem}. ${next}.`);
  }
  return outcome;
}

function liveWorld(
  { manifest, host }: App,
  settings: {
    readonly seed: number;
    readonly answers: CassetteFile | undefined;
    readonly terminal: Terminal;
    readonly maxStoreBytes: number;
  },
): LiveWorld {
  const { seed, answers, terminal, maxStoreBytes } = settings;
  warnOfMisspelt(terminal, manifest.variables);
  const environment = variablesFromEnvironment(terminal.env, manifest.variables);
  if (answers !== undefined) {
    // The cassette knows secrets by their placeholders only, so a real one would match no request.
    for (const [name, { secret }] of manifest.variables) if (secret) environment.delete(name);
  }
  const keyValue = new MemoryKeyValue();
  return {
    host,
    appWorld: resolveAppWorld(manifest, {
      world: answers?.header.world.variables ?? new Map(),
      overrides: environment,
    }),
    sequence: new CallSequence(seed, terminal.now),
    keyValue,
    storeBound: { maxBytes: maxStoreBytes, bytes: () => keyValue.bytes },
    outbound:
      answers === undefined
        ? new LiveOutbound()
        : new ReportedOutbound(
            new RecordedOutbound(answers.entries.flatMap(({ exchanges }) => exchanges)),
            (line) => terminal.note(line),
          ),
    isOffline: answers !== undefined,
    keep: answers?.header.world.keep ?? [],
  };
}

// This should not be discovered by the first client.
function requireFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    sweepSetAside(folder);
  } catch (cause) {
    throw fileFailure('write', folder, cause);
  }
}

// The parser is loaded only for a cassette: a service without one starts sooner.
async function cassetteAt(path: string, terminal: Terminal): Promise<CassetteFile> {
  const { readRecording } = await import('../../cassette/store/cassette-store.ts');
  const { unfinishedText } = await import('../../report/files/file-lines.ts');
  const { unfinished, ...cassette } = readRecording(path);
  if (unfinished !== undefined) terminal.note(unfinishedText(path, unfinished));
  return cassette;
}

async function openRecorder(
  app: App,
  recording: {
    readonly world: LiveWorld;
    readonly folder: string;
    readonly seed: number;
    readonly settings: ServeSettings;
    readonly hotReplay: boolean;
    readonly terminal: Terminal;
  },
): Promise<SessionRecorder> {
  // Code that only a recording needs, above all the search for secrets, is loaded only for one.
  const { SessionRecorder } = await import('../../record/session-recorder.ts');
  const { hotReplays } = await import('../../replay/hot-replay.ts');
  const { manifest, host } = app;
  const { world, folder, seed, settings, hotReplay, terminal } = recording;
  const { allowedSecrets, sessionTimeoutMs: afterMs } = settings;
  const components = [...manifest.components.keys()].sort();
  const keys = await Promise.all(components.map((id) => host.buildKey(id)));
  const build = new Map(components.map((id, index) => [id, keys[index] ?? '']));
  const variables = new Map(
    [...world.appWorld.variables.app].filter(
      ([name, value]) => value !== (manifest.variables.get(name)?.default ?? ''),
    ),
  );
  const stated = {
    ...{ seed, clock: undefined, variables, files: new Map(), store: new Map() },
    keep: world.keep,
  };
  const of = hotReplay ? 'all-calls' : 'calls-with-secrets';
  const openChecks = hotReplays(app, of);
  return new SessionRecorder({
    world,
    folder,
    header: {
      ...{ app: { name: manifest.name, build }, world: stated, allowedSecrets },
      compares: ['refused'],
      ...notedSinks(world.sinks, stated),
    },
    checks: openChecks(stated, world.appWorld),
    idle: afterMs === undefined ? undefined : { afterMs, now: terminal.now },
    onUnreproducible: ({ path, step, import: fault, detail }) => {
      terminal.note(`${path}: step ${step} does not replay (${fault}): ${detail}`);
    },
  });
}
