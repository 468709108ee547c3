import { join, relative, sep } from 'node:path';
import { readCassette, writeCassette } from '../cassette/cassette-store.ts';
import { findCassettes } from '../cassette/find-cassettes.ts';
import { recordScenario } from '../record/record-scenario.ts';
import { LiveOutbound } from '../world/outbound-http/live.ts';
import { variablesFromEnvironment } from '../world/variables.ts';
import { ALLOW_SECRET_HELP, takeAllowedSecrets } from './allowed-secrets.ts';
import { openApp } from './open-app.ts';
import { readCommandLine, usageError } from './options.ts';
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
      if (!common.quiet) terminal.err(`recorded ${target} (${cassette.entries.length} calls)\n`);
    }
    return 0;
  } finally {
    await host.close();
  }
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
