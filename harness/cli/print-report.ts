import { relative, resolve, sep } from 'node:path';
import { githubAnnotations } from '../report/github-annotations.ts';
import { jsonReport } from '../report/json/json-report.ts';
import { junitReport } from '../report/junit-report.ts';
import type { ReplayReport } from '../report/replay-report.ts';
import { plainPaint, terminalPaint, wantsColour } from '../report/text/paint.ts';
import { textReport } from '../report/text/text-report.ts';
import type { OutputFile } from './files/output-file.ts';
import type { Terminal } from './terminal.ts';

/** Where a report goes, and in which forms. */
export interface ReportOutput {
  /** The command that was run, such as `replay`. */
  readonly command: string;
  /** Whether everything was as expected. */
  readonly ok: boolean;
  readonly terminal: Terminal;
  /** The document for programs in place of the table for people. */
  readonly json: boolean;
  /** A file for JUnit XML besides. */
  readonly junit: OutputFile | undefined;
  /** GitHub's annotations besides; they are printed in GitHub's runner in any case. */
  readonly annotations: boolean;
  /** The command line that runs a file alone. */
  again(path: string): string;
}

/**
 * Prints a report.
 *
 * @throws HarnessError `unreadable` when the file for JUnit XML cannot be written.
 */
export function printReport(report: ReplayReport, output: ReportOutput): void {
  const { command, ok, terminal, json, junit, annotations, again } = output;
  const { env, isTerminal } = terminal;
  const inColour = wantsColour(env, isTerminal.out);
  const paint = inColour ? terminalPaint : plainPaint;
  terminal.out(json ? jsonReport(report, { command, ok }) : textReport(report, { paint, again }));
  junit?.write(junitReport(report));
  junit?.finish();
  if (!annotations && env['GITHUB_ACTIONS'] !== 'true') return;
  const text = githubAnnotations(report, (path) => inRepository(path, env));
  // GitHub reads both streams; the document of --json must stay alone on its own.
  if (json) terminal.err(text);
  else terminal.out(text);
}

// Annotations are placed by the path from the repository's root, wherever the command runs.
function inRepository(path: string, env: Terminal['env']): string {
  const root = env['GITHUB_WORKSPACE'];
  if (root === undefined || root === '') return path;
  return relative(root, resolve(path)).split(sep).join('/');
}
