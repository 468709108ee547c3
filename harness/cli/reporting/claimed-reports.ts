import { REPORTERS, type ReporterName } from '../../report/reporters.ts';
import type { OutputFile } from '../files/output-file.ts';
import type { Outputs } from '../files/outputs.ts';
import { isOwnReport } from '../files/own-marks.ts';
import type { AskedReports } from './asked-reports.ts';

/** The reports of a command, with their files. */
export interface ClaimedReports extends Omit<AskedReports, 'files'> {
  readonly files: readonly { readonly name: ReporterName; readonly file: OutputFile }[];
}

/**
 * Checks the files of reports. Each may replace an older report of the same reporter.
 *
 * @throws HarnessError `usage` or `unreadable`.
 */
export function claimedReports(
  { files, ...printed }: AskedReports,
  outputs: Outputs,
  isForced: boolean,
): ClaimedReports {
  const claimed = files.map(({ option, name, path = '' }) => {
    const reporter = REPORTERS[name];
    // What has no mark cannot be recognized, so that nothing is said of whose it is.
    const own = reporter.mark && { isOwn: (place: string) => isOwnReport(place, reporter) };
    return { name, file: outputs.claim({ option, path, what: reporter.what, isForced, ...own }) };
  });
  return { ...printed, files: claimed };
}

/** Whether any of the reporters needs every entry. */
export function readsEntries({ printed, alsoPrinted = 'text', files }: ClaimedReports): boolean {
  const names = [printed, alsoPrinted, ...files.map(({ name }) => name)];
  return names.some((name) => REPORTERS[name].readsEntries);
}
