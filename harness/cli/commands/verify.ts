import { verifyCertificates } from '../../dataset/certificates/verify-certificates.ts';
import { RowRunner } from '../../dataset/judging/row-runner.ts';
import { rowsOfLines } from '../../dataset/rows/rows-shape.ts';
import {
  certificatesReport,
  type ReportedCertificate,
} from '../../report/certificates/certificates-report.ts';
import { VERIFY } from '../command-table/dataset-commands.ts';
import { appInputs } from '../files/input-files.ts';
import { Outputs, refuseReadStreams } from '../files/outputs.ts';
import { openApp } from '../open-app.ts';
import { readCommandLine } from '../options/read-command-line.ts';
import { usageError } from '../options/usage-error.ts';
import { progressDisplay } from '../progress.ts';
import { askedReports } from '../reporting/asked-reports.ts';
import { claimedReports } from '../reporting/claimed-reports.ts';
import { printReport } from '../reporting/print-report.ts';
import {
  type CertificateFile,
  certificateFiles,
  readCertificates,
} from '../rows/certificate-files.ts';
import { shownRows } from '../rows/judged-by.ts';
import { openRows } from '../rows/open-rows.ts';
import { rowsInputs } from '../rows/rows-files.ts';
import { readRowsWorld } from '../rows/rows-world.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/** `spintape verify CERT ROWS`: exit code 0 when all certificates verify, else 1. */
export async function verify(args: readonly string[], terminal: Terminal): Promise<number> {
  const { options, positionals } = readCommandLine(VERIFY, args, terminal);
  const [from, rows] = positionals;
  const asked = askedReports(options, terminal);
  const inputs = [
    ...certificateFiles(from).map((path) => ({ path, what: 'a certificate' })),
    ...rowsInputs([rows], options),
  ];
  refuseReadStreams(inputs);
  const certificates = readCertificates(from);
  const world = readRowsWorld(options, terminal);
  const app = await openApp(options, terminal);
  const outputs = new Outputs([...inputs, ...appInputs(app.manifest)]);
  const reports = claimedReports(asked, outputs, options.force);
  const progress = progressDisplay(terminal, options);
  const verified: ReportedCertificate[] = [];
  try {
    for (const [seed, ofSeed] of [...bySeed(certificates)].sort(([a], [b]) => a - b)) {
      if (rows === '-' && ofSeed.length < certificates.length) {
        throw usageError('certificates of several seeds need a file of rows, which stdin is not');
      }
      const runner = await RowRunner.open(app, world, seed);
      const verifier = { app, runner, world, atOnce: 2 * options.workers };
      for await (const one of verifyCertificates(linesOf(rows), ofSeed, verifier)) {
        const { file, certificate } = one.certified;
        const { name, calls, verdict, reason, inferred } = certificate;
        const certified = { verdict, ...(reason === undefined ? {} : { reason }), inferred };
        const { changes } = one;
        verified.push({ path: shownPath(file), name, calls: calls.length, certified, changes });
        progress.say(() => `${verified.length} of ${certificates.length} certificates`);
      }
    }
  } finally {
    progress.end();
    await app.host.close();
  }
  verified.sort((one, other) => (one.path < other.path ? -1 : 1));
  const report = certificatesReport(verified);
  await printReport(report, reports, terminal);
  return report.ok ? 0 : 1;
}

/** The bytes of the rows, which are read once for each seed. */
function linesOf(rows: string): AsyncIterable<Uint8Array> {
  return rowsOfLines(shownRows(rows), openRows(rows));
}

function bySeed(certificates: readonly CertificateFile[]): Map<number, CertificateFile[]> {
  const seeds = new Map<number, CertificateFile[]>();
  for (const one of certificates) {
    const { seed } = one.certificate;
    seeds.set(seed, [...(seeds.get(seed) ?? []), one]);
  }
  return seeds;
}
