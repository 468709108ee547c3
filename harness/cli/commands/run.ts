import { existsSync } from 'node:fs';
import { findCassettes } from '../../cassette/store/find-cassettes.ts';
import { runTape } from '../../engine/run-tape.ts';
import type { ScenarioTape } from '../../engine/tape.ts';
import type { DeepFabricConfig } from '../../formats/deepfabric/deepfabric-config.ts';
import type { App } from '../../host/app.ts';
import type { AnsweringHost } from '../../host/host.ts';
import { filesReport } from '../../report/files/files-report.ts';
import { recordingPath } from '../../scenario/run-scenario-file.ts';
import type { CallNotes } from '../../tool-call/call-notes.ts';
import { RUN } from '../command-table/judging-commands.ts';
import { componentOutput } from '../component-output.ts';
import { openService } from '../endpoint/open-service.ts';
import { runScenariosThere } from '../endpoint/scenarios-there.ts';
import type { InputFile } from '../files/asked-output.ts';
import { appInputs, cassetteInputs, optionInputs } from '../files/input-files.ts';
import { Outputs, refuseReadStreams } from '../files/outputs.ts';
import { interruptionOf } from '../interruption.ts';
import { KeptNotes } from '../kept-notes.ts';
import { openApp } from '../open-app.ts';
import type { CommandLine } from '../options/command-spec.ts';
import { givenCommand } from '../options/given-command.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import { progressDisplay } from '../progress.ts';
import { projectCassette } from '../project/cassette-of.ts';
import { readConfig } from '../read-config.ts';
import { filterByName, runFiles } from '../replay-files.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { claimedReports } from '../reporting/claimed-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

type Options = CommandLine<typeof RUN>['options'];

/**
 * `spintape run [SCENARIO…]`: exit code 0 when every scenario is as it expects, 1 when one is not,
 * that of the worst error when one could not be run, and 130 when it is interrupted.
 */
export async function run(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(RUN, args, terminal);
  const asked = askedReports(options, terminal);
  refuseReadStreams(configInputs(options));
  const { filter, seed } = options;
  const { files, places } = startingFiles(options, terminal);
  const found = findCassettes(positionals, 'scenarios');
  const paths = filter === undefined ? found : filterByName(found, filter, 'scenarios');
  const tapeOf = (file: string): ScenarioTape => ({
    ...{ kind: 'scenario', file, path: shownPath(file), seed, files, places, app: options.app },
    recording: projectRecording(file, terminal),
  });
  const subject = await openSubject(options, terminal);
  const stop = interruptionOf(terminal, subject.kind === 'app' ? [subject.app] : []);
  const progress = progressDisplay(terminal, options);
  const warnings: string[] = [];
  const notes = new KeptNotes();
  const onWarnings = (lines: readonly string[]) => warnings.push(...lines);
  try {
    const inputs = runInputs(paths, { options, subject, terminal });
    const outputs = new Outputs(inputs);
    const show = outputOf(subject, { options, terminal, inputs });
    const reports = claimedReports(asked, outputs, options.force);
    const settings = {
      ...{ atOnce: options.workers, bail: options.bail, progress, stop, onWarnings },
      rerun: (path: string) => commandFor(path, options),
    };
    const prefix = `run-${terminal.now().toString(36)}-`;
    const { reported, errorCode } =
      subject.kind === 'service'
        ? await runScenariosThere(paths, { ...settings, service: subject.service, prefix, tapeOf })
        : await runFiles(paths, {
            ...settings,
            play: async ({ file, path }) =>
              notes.keep(path, await runTape(subject.app, tapeOf(file))),
          });
    progress.end();
    notes.show(reported.files, show);
    // Files run in parallel, but what is printed does not depend on which is faster.
    for (const warning of warnings.sort()) terminal.note(warning);
    const ok =
      reported.interrupted !== true && reported.files.every(({ verdict }) => verdict === 'same');
    const report = filesReport({ ...reported, compared: 'expectations' }, { command: 'run', ok });
    await printReport(report, reports, terminal);
    return ok ? 0 : Math.max(1, errorCode);
  } finally {
    progress.end();
    if (subject.kind === 'app') await subject.app.host.close();
  }
}

/** Where the scenarios run. */
type RunSubject =
  | { readonly kind: 'app'; readonly app: App }
  | { readonly kind: 'service'; readonly service: AnsweringHost };

async function openSubject(options: Options, terminal: Terminal): Promise<RunSubject> {
  const { endpoint, app, seed } = options;
  if (endpoint === undefined) return { kind: 'app', app: await openApp(options, terminal) };
  return { kind: 'service', service: await openService(endpoint, { app, seed }) };
}

function outputOf(
  subject: RunSubject,
  around: {
    readonly options: Options;
    readonly terminal: Terminal;
    readonly inputs: readonly InputFile[];
  },
): (notes: CallNotes) => void {
  const { options, terminal, inputs } = around;
  if (subject.kind === 'app') {
    const { manifest } = subject.app;
    return componentOutput(terminal, options, { manifest, inputs });
  }
  if (options.componentLog === undefined) return () => {};
  throw usageError(
    '--component-log and --endpoint cannot be used together',
    'What a service prints is in its own log.',
  );
}

function configInputs({ config }: Options): InputFile[] {
  return optionInputs({ config }, { config: 'the configuration' });
}

/** The cassette of a scenario that is in its project's folder; undefined if there is none. */
function projectRecording(file: string, { project }: Terminal): string | undefined {
  const cassette = projectCassette(file, project);
  return cassette !== undefined && existsSync(cassette) ? cassette : undefined;
}

function runInputs(
  files: readonly string[],
  around: { readonly options: Options; readonly subject: RunSubject; readonly terminal: Terminal },
): InputFile[] {
  const { options, subject, terminal } = around;
  return [
    ...cassetteInputs(files, 'a scenario'),
    ...cassetteInputs(
      files.flatMap((file) => projectRecording(file, terminal) ?? recordingPath(file) ?? []),
      'a cassette',
    ),
    ...configInputs(options),
    ...(subject.kind === 'app' ? appInputs(subject.app.manifest) : []),
  ];
}

function startingFiles(
  { config: path }: Options,
  terminal: Terminal,
): Pick<DeepFabricConfig, 'files' | 'places'> {
  if (path === undefined) return { files: new Map(), places: new Map() };
  const config = readConfig(path, terminal);
  if (config.files.size === 0) terminal.note(`${path}: ${NO_FILES}`);
  return config;
}

const NO_FILES =
  'it has no effect here, because it has no starting files; ' +
  'they belong in generation.tools.scenario_seed.files';

function commandFor(path: string, { app, endpoint, seed, config }: Options): string {
  return givenCommand('run', { app, endpoint, seed, config }, path);
}
