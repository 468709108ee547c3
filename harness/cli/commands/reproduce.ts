import { basename } from 'node:path';
import { RowCertifier } from '../../dataset/certificates/row-certifier.ts';
import type { DatasetWorld } from '../../dataset/judging/dataset-world.ts';
import { type ReproducedRow, reproduceRows } from '../../dataset/judging/reproduce-rows.ts';
import { RowRunner } from '../../dataset/judging/row-runner.ts';
import { rowsSetting } from '../../dataset/judging/rows-setting.ts';
import { noRows, rowsOfJson, rowsOfLines } from '../../dataset/rows/rows-shape.ts';
import type { RowsSetting } from '../../engine/tape.ts';
import type { App } from '../../host/app.ts';
import { rowsReport } from '../../report/rows/rows-report.ts';
import { counted } from '../../report/text/counted.ts';
import { reproduces } from '../../tool-call/row-judgement.ts';
import { REPRODUCE } from '../command-table/dataset-commands.ts';
import { appInputs } from '../files/input-files.ts';
import type { OutputFile } from '../files/output-file.ts';
import { Outputs, refuseReadStreams } from '../files/outputs.ts';
import { interruptionOf } from '../interruption.ts';
import { openApp } from '../open-app.ts';
import type { CommonOptions } from '../options/common-options.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { progressDisplay } from '../progress.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { type ClaimedReports, claimedReports, readsEntries } from '../reporting/claimed-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import { writeCertificate } from '../rows/certificate-files.ts';
import { judgedBy, shownRows } from '../rows/judged-by.ts';
import { type JudgedBy, JudgedRows } from '../rows/judged-rows.ts';
import { openRows } from '../rows/open-rows.ts';
import { claimRowsOutputs, eachOnce, rowsInputs } from '../rows/rows-files.ts';
import { RowsResults } from '../rows/rows-results.ts';
import { readRowsWorld } from '../rows/rows-world.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape reproduce ROWS…`: exit code 0 when all rows reproduce in a known world, else 1. */
export async function reproduce(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(REPRODUCE, args, terminal);
  const { certify, resume, force: isForced } = options;
  const asked = askedReports(options, terminal);
  const paths = eachOnce([...positionals].sort());
  // Notes on input are printed while it is read.
  refuseReadStreams(rowsInputs(paths, options));
  const world = readRowsWorld(options, terminal);
  const opened = await openApp(options, terminal);
  try {
    const inputs = [...rowsInputs(paths, options), ...appInputs(opened.manifest)];
    const outputs = new Outputs(inputs);
    const good = claimRowsOutputs(outputs, { ...options, isForced });
    const reports = claimedReports(asked, outputs, isForced);
    const runner = await RowRunner.open(opened, world, options.seed ?? world.start?.seed ?? 0);
    const by = resume === undefined ? {} : await judgedBy(opened, { runner, world, paths });
    const kept = await openKept(options, reports, by);
    const stop = interruptionOf(terminal, [opened]);
    const setting = rowsSetting(world, runner.seed);
    const shared = { app: opened, setting, world, runner };
    const settings = { terminal, options, reports, ...shared, paths, kept, good };
    const run: Run = { ...settings, certify, resume, outputs, isForced };
    try {
      return await judgeAll(run, stop);
    } finally {
      good?.discard();
      kept?.close();
    }
  } finally {
    await opened.host.close();
  }
}

interface Run {
  readonly terminal: Terminal;
  readonly options: CommonOptions;
  readonly reports: ClaimedReports;
  readonly world: DatasetWorld;
  readonly app: App;
  readonly setting: RowsSetting;
  readonly runner: RowRunner;
  readonly paths: readonly string[];
  readonly kept: JudgedRows | undefined;
  readonly good: OutputFile | undefined;
  readonly outputs: Outputs;
  /** Whether existing files may be replaced. */
  readonly isForced: boolean;
  /** The folder of certificates. */
  readonly certify: string | undefined;
  /** The file of judged rows. */
  readonly resume: string | undefined;
}

async function judgeAll(run: Run, stop: AbortSignal): Promise<number> {
  const { terminal, options, kept, good } = run;
  const results = new RowsResults(kept);
  const { summary } = results;
  const progress = progressDisplay(terminal, options);
  const certify = certifierOf(run);
  try {
    for await (const { path, row } of judgedRows(run, stop)) {
      results.add(path, row);
      if (reproduces(row.judgement)) good?.write(`${row.text ?? ''}\n`);
      await certify(path, row);
      progress.say(() => {
        const { total, reproduced, calls } = summary;
        const others = total - reproduced;
        return `${counted(total, 'row')}, ${counted(calls, 'call')}; ${others} not reproduced`;
      });
    }
  } catch (error) {
    if (!stop.aborted) throw error;
  }
  progress.end();
  if (stop.aborted) return interrupted(run, summary.total);
  if (summary.total === 0) throw noRows(run.paths.map(shownRows));
  await kept?.end();
  good?.finish();
  const report = rowsReport(results);
  await printReport(report, run.reports, terminal);
  return report.ok ? 0 : 1;
}

/** The rows of all files in their order, until the end or the signal. */
async function* judgedRows(
  { paths, app, setting, options, kept }: Run,
  stop: AbortSignal,
): AsyncGenerator<{ path: string; row: ReproducedRow }, void, undefined> {
  for (const file of paths) {
    const path = shownRows(file);
    const judge = {
      app,
      setting,
      atOnce: 2 * options.workers,
      recall: kept && ((...line: [number, ReproducedRow['digest']]) => kept.recall(path, ...line)),
    };
    const rows = reproduceRows(rowsOfLines(path, openRows(file, stop)), judge);
    for await (const row of rowsOfJson(path, rows)) {
      if (stop.aborted) return;
      yield { path, row };
    }
  }
}

function certifierOf({ certify, runner, world, outputs, isForced }: Run) {
  if (certify === undefined) return async () => undefined;
  const certifier = new RowCertifier({ runner, world });
  return async (path: string, row: ReproducedRow): Promise<void> => {
    const certificate = await certifier.certify(basename(path), row);
    const { line } = row.judgement;
    writeCertificate({ folder: certify, line, outputs, isForced }, certificate);
  };
}

async function openKept(
  { resume }: { readonly resume: string | undefined },
  reports: ClaimedReports,
  by: JudgedBy,
): Promise<JudgedRows | undefined> {
  if (resume !== undefined) return JudgedRows.open(resume, by);
  // A report that begins with the number of rows is printed when all are judged.
  return readsEntries(reports) ? JudgedRows.temporary() : undefined;
}

/** Says how to continue an interrupted run; returns the exit code. */
function interrupted({ terminal, resume }: Run, rows: number): number {
  const next =
    resume === undefined
      ? 'nothing of it is kept; with --resume FILE, a run continues where another one ended'
      : `${resume} keeps them; the same command continues from there`;
  terminal.note(`spintape: interrupted after ${counted(rows, 'row')}: ${next}.`);
  return 130;
}
