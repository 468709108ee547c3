import { printedDifference } from '../../tool-call/verdict.ts';
import { type FileUpdate, type ReplayReport, summarize } from '../replay-report.ts';

/**
 * The document of `--json`: the same bytes for the same input, so without times, sorted by path.
 *
 * @param command the command that was run, such as `replay`
 * @param ok whether everything was as expected
 */
export function jsonReport(
  { files, notRun, interrupted }: ReplayReport,
  { command, ok }: { readonly command: string; readonly ok: boolean },
): string {
  const { verdicts, error, ...counts } = summarize(files);
  const results = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ differences, fault, unfinished, otherApp, update, ...file }) => ({
      name: file.name,
      path: file.path,
      verdict: file.verdict,
      reason: file.reason,
      calls: file.calls,
      differences: differences.length === 0 ? undefined : differences.map(printedDifference),
      error: fault,
      unfinished,
      otherApp,
      ...updateFields(update),
    }));
  const left = notRun.length === 0 ? undefined : [...notRun].sort();
  const summary = { ...counts, ...verdicts, error, notRun: left?.length };
  const document = { spintape: 1, command, ok, interrupted, summary, results, notRun: left };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function updateFields(update: FileUpdate | undefined): object {
  if (update === undefined) return {};
  const { did, ...obstacle } = update;
  return did === 'written' ? { update: did } : { update: did, obstacle };
}
