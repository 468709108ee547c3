import { relative, resolve, sep } from 'node:path';
import { terminalText } from '../../output/terminal-text.ts';
import type { Report } from '../../report/report.ts';
import type { Reporter } from '../../report/reporter.ts';
import { REPORTERS } from '../../report/reporters.ts';
import { plainPaint, terminalPaint, wantsColour } from '../../report/text/paint.ts';
import type { OutputFile } from '../files/output-file.ts';
import type { Terminal } from '../terminal.ts';
import type { ClaimedReports } from './claimed-reports.ts';

/**
 * Prints a report with every reporter that was asked for.
 *
 * @throws HarnessError `unreadable` when a file cannot be written.
 */
export async function printReport(
  report: Report,
  { printed, alsoPrinted, files }: ClaimedReports,
  terminal: Terminal,
): Promise<void> {
  const { env, isTerminal } = terminal;
  const fileOf = (path: string): string => inRepository(path, env);
  const paint = wantsColour(env, isTerminal.out) ? terminalPaint : plainPaint;
  const pieces = REPORTERS[printed].print(report, { paint, fileOf });
  for await (const piece of pieces) terminal.out(piece);
  for (const { name, file } of files)
    await write(report, { file, reporter: REPORTERS[name], fileOf });
  if (alsoPrinted === undefined) return;
  for await (const piece of REPORTERS[alsoPrinted].print(report, { paint: plainPaint, fileOf })) {
    // GitHub reads both streams, and a document must be alone on stdout.
    if (printed === 'text') terminal.out(piece);
    else terminal.err(piece);
  }
}

async function write(
  report: Report,
  {
    file,
    reporter,
    fileOf,
  }: { file: OutputFile; reporter: Reporter; fileOf: (path: string) => string },
): Promise<void> {
  try {
    for await (const piece of reporter.print(report, { paint: plainPaint, fileOf })) {
      const isPlain = typeof piece === 'string' && !reporter.isEscaped;
      // The file may be stdout under another name.
      file.write(isPlain ? terminalText(piece) : String(piece));
    }
    file.finish();
  } finally {
    file.discard();
  }
}

// GitHub places annotations by paths from the repository's root, wherever the command runs.
function inRepository(path: string, env: Terminal['env']): string {
  const root = env['GITHUB_WORKSPACE'];
  if (root === undefined || root === '') return path;
  return relative(root, resolve(path)).split(sep).join('/');
}
