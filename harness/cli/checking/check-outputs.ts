import { readManifest } from '../../host/manifest/read-manifest.ts';
import { appInputs } from '../files/input-files.ts';
import { Outputs } from '../files/outputs.ts';
import { appFile } from '../open-app.ts';
import type { AskedReports } from '../reporting/asked-reports.ts';
import { type ClaimedReports, claimedReports } from '../reporting/claimed-reports.ts';
import type { Terminal } from '../terminal.ts';
import { type SavedTo, savedTo } from './save-counterexamples.ts';

/** The options for files that a check reads and writes. */
interface AskedFiles {
  readonly app: string | undefined;
  /** A service at a URL has no files here. */
  readonly endpoint: string | undefined;
  readonly save: string | undefined;
  /** Whether existing files may be replaced. */
  readonly force: boolean;
}

/**
 * Checks all files that a check writes.
 *
 * @throws HarnessError `usage` or `unreadable`, and the errors of reading the manifest.
 */
export async function checkOutputs(
  { app, endpoint, save, force }: AskedFiles,
  asked: AskedReports,
  terminal: Pick<Terminal, 'project'>,
): Promise<{ readonly reports: ClaimedReports; readonly saved: SavedTo | undefined }> {
  const manifest =
    endpoint === undefined ? await readManifest(appFile({ app }, terminal), '--app') : undefined;
  const outputs = new Outputs(manifest === undefined ? [] : appInputs(manifest));
  return {
    reports: claimedReports(asked, outputs, force),
    saved: save === undefined ? undefined : savedTo(outputs, save, force),
  };
}
