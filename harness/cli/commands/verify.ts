import { verifyCertificates } from '../../dataset/certificates/verify-certificates.ts';
import { RowRunner } from '../../dataset/judging/row-runner.ts';
import {
  certificatesReport,
  type ReportedCertificate,
} from '../../report/certificates/certificates-report.ts';
import { appInputs } from '../files/input-files.ts';
import { Outputs, refuseReadStreams } from '../files/outputs.ts';
import { openApp } from '../open-app.ts';
import { readCommandLine, usageError } from '../options/options.ts';
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
import { rowsProgress } from '../rows/rows-progress.ts';
import { rowsOfLines } from '../rows/rows-shape.ts';
import { readRowsWorld } from '../rows/rows-world.ts';
import { shownPath } from '../shown-path.ts';
import type { Terminal } from '../terminal.ts';

/** What `spintape verify --help` prints. */
export const VERIFY_HELP = `spintape verify CERT ROWS
  Judges certified rows again, offline, and says what is not as it was certified. CERT is a
  certificate of \`spintape reproduce --certify\`, or a folder of them; ROWS as for reproduce.
  --config FILE, --world FILE, --mock-log FILE, --cassettes DIR
                        the world that the rows were certified in
`;

/** `spintape verify CERT ROWS`: exit code 0 when all certificates verify, else 1. */
export async function verify(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = ['config', 'world', 'mock-log', 'cassettes'] as const;
  const { common, own, positionals } = readCommandLine(args, options);
  const [from, rows, ...others] = positionals;
  if (from === undefined || rows === undefined || others.length > 0) {
    throw usageError('verify takes a certificate, or a folder of them, and a file of rows');
  }
  const asked = askedReports(common, terminal);
  const inputs = [
    ...certificateFiles(from).map((path) => ({ path, what: 'a certificate' })),
    ...rowsInputs([rows], own),
  ];
  refuseReadStreams(inputs);
  const certificates = readCertificates(from);
  const world = readRowsWorld(own, terminal);
  const app = await openApp(common);
  const reports = claimedReports(
    asked,
    new Outputs([...inputs, ...appInputs(app.manifest)]),
    false,
  );
  const progress = rowsProgress(terminal, common);
  const verified: ReportedCertificate[] = [];
  try {
    for (const [seed, ofSeed] of [...bySeed(certificates)].sort(([a], [b]) => a - b)) {
      if (rows === '-' && ofSeed.length < certificates.length) {
        throw usageError('certificates of several seeds need a file of rows, which stdin is not');
      }
      const runner = await RowRunner.open(app, world, seed);
      const verifier = { app, runner, world, atOnce: 2 * common.workers };
      for await (const one of verifyCertificates(linesOf(rows), ofSeed, verifier)) {
        const { file, certificate } = one.certified;
        const { name, calls, verdict, reason, inferred } = certificate;
        const certified = { verdict, ...(reason === undefined ? {} : { reason }), inferred };
        const { changes } = one;
        verified.push({ path: shownPath(file), name, calls: calls.length, certified, changes });
        progress.show(() => `${verified.length} of ${certificates.length} certificates`);
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
