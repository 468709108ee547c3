import { join, relative, sep } from 'node:path';
import type { CassetteFile } from '../cassette/cassette-file.ts';
import { readCassette, writeCassette } from '../cassette/cassette-store.ts';
import { findCassettes } from '../cassette/find-cassettes.ts';
import { recordScenario } from '../record/record-scenario.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { variablesFromEnvironment } from '../world/variables.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets } from './allowed-secrets.ts';
import { openApp } from './open-app.ts';
import { readCommandLine, usageError } from './options.ts';
import { shownPath } from './shown-path.ts';
import type { Terminal } from './terminal.ts';

/** What `spintape record --help` prints. */
export const RECORD_HELP = `spintape record SCENARIO…
  Runs scenarios against the live world and writes cassettes. SCENARIO is a file or a folder.
  --out DIR             where cassettes go, at the scenario's path below scenarios
                        (default: cassettes)
${ALLOW_SECRET_HELP}
`;

/** `spintape record SCENARIO…`: exit code 0 when all were recorded. */
export async function record(args: readonly string[], terminal: Terminal): Promise<number> {
  const { allowed, others } = takeAllowedSecrets(args);
  const { common, own, positionals } = readCommandLine(others, ['out']);
  if (positionals.length === 0) throw usageError('record needs a scenario');
  const files = findCassettes(positionals);
  const { app, host } = await openApp(common);
  const recorded: RecordedFile[] = [];
  try {
    const overrides = variablesFromEnvironment(terminal.env, app.variables);
    for (const file of files) {
      const scenario = readCassette(file);
      const seed = common.seed ?? scenario.header.world.seed;
      const cassette = await recordScenario(
        {
          app,
          host,
          outbound: new LiveOutbound(),
          overrides,
          buildKey: (component) => host.buildKey(component),
          componentFor: (path) => host.componentFor(path),
          now: terminal.now,
        },
        { scenario: withSeed(scenario, seed), file, allowed },
      );
      const target = targetOf(file, own.out ?? 'cassettes');
      writeCassette(target, cassette);
      const calls = cassette.entries.length;
      recorded.push({ name: cassette.header.name, path: shownPath(target), calls });
      if (!common.quiet) terminal.err(`recorded ${target} (${calls} calls)\n`);
      for (const line of unanswered(cassette)) terminal.err(`  ${line}\n`);
    }
    if (common.json) terminal.out(document(recorded));
    return 0;
  } finally {
    await host.close();
  }
}

interface RecordedFile {
  readonly name: string;
  readonly path: string;
  readonly calls: number;
}

// Such a recording is whole, but seldom what was wanted: most often the network was missing.
function unanswered({ entries }: CassetteFile): string[] {
  return entries.flatMap(({ exchanges }, index) =>
    exchanges.flatMap(({ request, outcome }) =>
      outcome.kind === 'error'
        ? [`step ${index + 1}: ${request.method} ${request.url} had no answer (${outcome.code})`]
        : [],
    ),
  );
}

function document(recorded: readonly RecordedFile[]): string {
  const results = recorded.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const calls = recorded.reduce((sum, file) => sum + file.calls, 0);
  const summary = { files: recorded.length, calls };
  const content = { spintape: 1, command: 'record', ok: true, summary, results };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function withSeed(scenario: ReturnType<typeof readCassette>, seed: number): typeof scenario {
  const { header, entries } = scenario;
  return { header: { ...header, world: { ...header.world, seed } }, entries };
}

// A cassette stands at the path below `cassettes` that its scenario has below `scenarios`.
function targetOf(scenario: string, out: string): string {
  const path = relative(process.cwd(), scenario).split(sep);
  const root = path.indexOf('scenarios');
  return join(out, ...(root === -1 ? path.slice(-1) : path.slice(root + 1)));
}
