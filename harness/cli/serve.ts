import { accessSync, constants } from 'node:fs';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { fileFailure } from '../cassette/file-failure.ts';
import { makeFolder } from '../cassette/make-folder.ts';
import { resolveAppWorld } from '../host/app-world.ts';
import { callLive } from '../record/live-caller.ts';
import type { LiveWorld } from '../record/live-run.ts';
import type { SessionRecorder } from '../record/session-recorder.ts';
import { type Caller, serveHttp } from '../service/http-service.ts';
import { sweepSetAside } from '../set-aside.ts';
import { CallSequence } from '../world/call-sequence.ts';
import { MemoryKeyValue } from '../world/key-value.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { RecordedOutbound } from '../world/outbound-http/recorded.ts';
import { variablesFromEnvironment } from '../world/variables.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets, unusedAllowances } from './allowed-secrets.ts';
import { EXPOSE_SECRET_HELP, exposedSecrets } from './exposed-secrets.ts';
import { type OpenApp, openApp, requireComponents } from './open-app.ts';
import { readCommandLine, usageError } from './options.ts';
import { reportError } from './report-error.ts';
import type { Terminal } from './terminal.ts';
import { ToldOutbound } from './told-outbound.ts';

/** What `spintape serve --help` prints. */
export const SERVE_HELP = `spintape serve
  Serves the app over HTTP. State lives in memory until the end.
  --listen HOST:PORT    where (default: 127.0.0.1:3000; port 0 takes any free one)
  --record DIR          writes a cassette for each session
  --cassette FILE       answers outbound HTTP from a cassette
  --no-hot-replay       does not replay each recorded call at once
${EXPOSE_SECRET_HELP}
${ALLOW_SECRET_HELP}
`;

/** `spintape serve`: serves until SIGINT or SIGTERM, then ends with exit code 0. */
export async function serve(args: readonly string[], terminal: Terminal): Promise<number> {
  const { allowed, others } = takeAllowedSecrets(args);
  const { common, own, positionals, switches } = readCommandLine(
    others,
    ['listen', 'record', 'cassette', 'expose-secret', 'allow-secret'],
    ['no-hot-replay'],
  );
  if (positionals.length > 0) throw usageError(`serve takes no "${positionals[0]}"`);
  if (allowed.size > 0 && own.record === undefined) {
    throw usageError('--allow-secret goes with --record');
  }
  const address = listenAddress(own.listen ?? '127.0.0.1:3000');
  const answers = own.cassette === undefined ? undefined : await cassetteAt(own.cassette, terminal);
  const seed = common.seed ?? answers?.header.world.seed ?? 0;
  const opened = await openApp(common);
  try {
    const exposed = exposedSecrets(own['expose-secret'], opened.app, terminal);
    const world = { ...liveWorld(opened, { seed, answers, terminal }), exposed };
    const recorder =
      own.record === undefined
        ? undefined
        : await openRecorder(opened, {
            world,
            folder: own.record,
            seed,
            allowed,
            hot: !switches.has('no-hot-replay'),
            terminal,
          });
    const caller: Caller =
      recorder === undefined
        ? async (request) => (await callLive(request, world)).outcome
        : (request) => recorder.call(request);
    requireComponents(opened.app);
    if (own.record !== undefined) requireFolder(own.record);
    const service = await serveHttp(caller, address, (error) =>
      reportError(error, { terminal, debug: common.debug }),
    );
    terminal.out(`listening on ${service.url}\n`);
    await terminal.interrupted();
    await service.close();
    await recorder?.close();
    const used = recorder?.usedAllowances ?? new Set();
    for (const warning of unusedAllowances(allowed, used)) terminal.note(warning);
    return 0;
  } finally {
    await opened.host.close();
  }
}

function liveWorld(
  { app, host }: OpenApp,
  settings: { seed: number; answers: CassetteFile | undefined; terminal: Terminal },
): LiveWorld {
  const { seed, answers, terminal } = settings;
  const environment = variablesFromEnvironment(terminal.env, app.variables);
  if (answers !== undefined) {
    // The cassette knows secrets by their stand-ins only, so a real one would match no request.
    for (const [name, { secret }] of app.variables) if (secret) environment.delete(name);
  }
  return {
    host,
    appWorld: resolveAppWorld(app, {
      world: answers?.header.world.variables ?? new Map(),
      overrides: environment,
    }),
    sequence: new CallSequence(seed, terminal.now),
    keyValue: new MemoryKeyValue(),
    outbound:
      answers === undefined
        ? new LiveOutbound()
        : new ToldOutbound(
            new RecordedOutbound(answers.entries.flatMap(({ exchanges }) => exchanges)),
            (line) => terminal.note(line),
          ),
    keep: answers?.header.world.keep ?? [],
  };
}

// A client should not be the first to learn that nothing can be recorded.
function requireFolder(folder: string): void {
  try {
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
    sweepSetAside(folder);
  } catch (cause) {
    throw fileFailure('write', folder, cause);
  }
}

// The parser is loaded only for a cassette: a service that needs none starts sooner without it.
async function cassetteAt(path: string, terminal: Terminal): Promise<CassetteFile> {
  const { readRecording } = await import('../cassette/cassette-store.ts');
  const { unfinishedText } = await import('../report/replay-report.ts');
  const { unfinished, ...cassette } = readRecording(path);
  if (unfinished !== undefined) terminal.note(unfinishedText(path, unfinished));
  return cassette;
}

async function openRecorder(
  { app, host }: OpenApp,
  settings: {
    readonly world: LiveWorld;
    readonly folder: string;
    readonly seed: number;
    readonly allowed: ReadonlyMap<string, string>;
    readonly hot: boolean;
    readonly terminal: Terminal;
  },
): Promise<SessionRecorder> {
  // What only a recording needs, the search for secrets above all, is loaded only for one.
  const { SessionRecorder } = await import('../record/session-recorder.ts');
  const { hotReplay } = await import('../replay/hot-replay.ts');
  const { world, folder, seed, allowed, hot, terminal } = settings;
  const components = [...app.components.keys()].sort();
  const keys = await Promise.all(components.map((id) => host.buildKey(id)));
  const build = new Map(components.map((id, index) => [id, keys[index] ?? '']));
  const variables = new Map(
    [...world.appWorld.variables.app].filter(
      ([name, value]) => value !== (app.variables.get(name)?.default ?? ''),
    ),
  );
  const stated = {
    ...{ seed, clock: undefined, variables, files: new Map(), store: new Map() },
    keep: world.keep,
  };
  return new SessionRecorder({
    world,
    folder,
    header: { app: { name: app.name, build }, world: stated, allowedSecrets: allowed },
    check: hot ? hotReplay({ app, host, world: stated, live: world.appWorld }) : undefined,
    onUnreproducible: ({ path, step, import: fault, detail }) => {
      terminal.note(`${path}: step ${step} does not replay (${fault}): ${detail}`);
    },
  });
}

function listenAddress(text: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]*)):(\d+)$/.exec(text);
  const port = Number(match?.[3] ?? Number.NaN);
  if (!(port <= 65_535)) {
    throw usageError(`--listen takes HOST:PORT with a port up to 65535, not "${text}"`);
  }
  return { host: match?.[1] ?? match?.[2] ?? '127.0.0.1', port };
}
