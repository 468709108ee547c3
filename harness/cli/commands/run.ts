import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import { runTape } from '../../engine/run-tape.ts';
import type { DeepFabricConfig } from '../../formats/deepfabric/deepfabric-config.ts';
import type { App } from '../../host/app.ts';
import { pathWord, shellWord } from '../../output/shell-word.ts';
import { filesReport } from '../../report/files/files-report.ts';
import { recordingPath } from '../../scenario/run-scenario-file.ts';
import type { FilePlace } from '../../world/places.ts';
import type { InputFile } from '../files/asked-output.ts';
import { appInputs, cassetteInputs, optionInputs } from '../files/input-files.ts';
import { Outputs, refuseReadStreams } from '../files/outputs.ts';
import { interruptionOf } from '../interruption.ts';
import { openApp } from '../open-app.ts';
import { type CommandLine, readCommandLine } from '../options/options.ts';
import { progressDisplay } from '../progress.ts';
import { readConfig } from '../read-config.ts';
import { filterByName, runFiles } from '../replay-files.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { claimedReports, refuseIdleForce } from '../reporting/claimed-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import type { Terminal } from '../terminal.ts';

/** What `spintape run --help` prints. */
export const RUN_HELP = `spintape run [SCENARIO…]
  Runs scenarios in their own worlds, offline, and checks what they expect. SCENARIO is a file or
  a folder (default: scenarios).
  --config FILE         a configuration of DeepFabric; its starting files come before a scenario's
  --filter TEXT         only scenarios whose name contains TEXT
  --bail                ends after the first scenario that is not as expected
  --junit FILE          writes a report in JUnit XML
  --force               replaces what is at FILE, whatever it is
  --annotations         prints GitHub's annotations (default: where GITHUB_ACTIONS is true)
`;

const OWN = ['config', 'filter', 'junit'] as const;
const SWITCHES = ['bail', 'annotations', 'force'] as const;

type Options = CommandLine<(typeof OWN)[number], (typeof SWITCHES)[number]>;

/**
 * `spintape run [SCENARIO…]`: exit code 0 when every scenario is as it expects, 1 when one is not,
 * that of the worst error when one could not be run, and 130 when it is interrupted.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const options: Options = readCommandLine(args, [...OWN], [...SWITCHES]);
  const { common, own, switches, positionals } = options;
  const annotations = switches.has('annotations');
  const asked = askedReports({ ...common, ...own, annotations }, terminal);
  refuseReadStreams(optionInputs(own, { config: 'the configuration' }));
  const config = own.config === undefined ? undefined : readStartingFiles(own.config, terminal);
  const found = findCassettes(positionals.length === 0 ? ['scenarios'] : positionals, 'scenarios');
  const paths = own.filter === undefined ? found : filterByName(found, own.filter, 'scenarios');
  const { files = new Map<string, string>(), places = new Map<string, FilePlace>() } = config ?? {};
  const app = await openApp(common);
  const stop = interruptionOf(terminal, [app]);
  const progress = progressDisplay(terminal, common);
  const warnings: string[] = [];
  try {
    refuseIdleForce(asked, switches.has('force'));
    const outputs = new Outputs(runInputs(paths, own, app));
    const reports = claimedReports(asked, outputs, switches.has('force'));
    const { reported, errorCode } = await runFiles(paths, {
      atOnce: common.workers,
      bail: switches.has('bail'),
      progress,
      stop,
      play: async ({ file, path }) => {
        const tape = { kind: 'scenario', file, path, seed: common.seed, files, places } as const;
        const played = await runTape(app, tape);
        warnings.push(...played.warnings);
        return played;
      },
      again: (path) => commandFor(path, options),
    });
    progress.end();
    // Files run at the same time, and what is printed does not depend on which is faster.
    for (const warning of warnings.sort()) terminal.note(warning);
    const ok =
      reported.interrupted !== true && reported.files.every(({ verdict }) => verdict === 'same');
    const report = filesReport({ ...reported, compared: 'expectations' }, { command: 'run', ok });
    await printReport(report, reports, terminal);
    return ok ? 0 : Math.max(1, errorCode);
  } finally {
    progress.end();
    await app.host.close();
  }
}

function runInputs(files: readonly string[], own: Options['own'], { manifest }: App): InputFile[] {
  return [
    ...cassetteInputs(files, 'a scenario'),
    ...cassetteInputs(
      files.flatMap((file) => recordingPath(file) ?? []),
      'a cassette',
    ),
    ...optionInputs(own, { config: 'the configuration' }),
    ...appInputs(manifest),
  ];
}

function readStartingFiles(path: string, terminal: Terminal): DeepFabricConfig {
  const config = readConfig(path, terminal);
  if (config.files.size === 0) terminal.note(`${path}: ${NO_FILES}`);
  return config;
}

const NO_FILES =
  'it has no effect here, because it has no starting files; ' +
  'they stand in generation.tools.scenario_seed.files';

function commandFor(path: string, { common, own }: Options): string {
  const named = { app: common.app, seed: common.seed, config: own.config };
  const options = Object.entries(named).flatMap(([name, value]) =>
    value === undefined ? [] : [`--${name}`, shellWord(String(value))],
  );
  return ['spintape run', ...options, pathWord(path)].join(' ');
}
