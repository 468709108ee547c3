import type { App } from '../../host/app.ts';
import type { DatasetWorld } from '../judging/dataset-world.ts';
import { reproduceRows } from '../judging/reproduce-rows.ts';
import type { RowRunner } from '../judging/row-runner.ts';
import { rowsSetting } from '../judging/rows-setting.ts';
import type { RowCertificate } from './certificate.ts';
import { type CertificateChange, certificateChanges } from './certificate-changes.ts';
import { RowCertifier } from './row-certifier.ts';

/** The setting in which certificates are verified. */
export interface CertificateVerifier {
  readonly app: App;
  readonly runner: RowRunner;
  readonly world: DatasetWorld;
  /** How many rows are under way at the same time. */
  readonly atOnce: number;
}

/** The result for a certificate. */
export interface CertificateVerdict<Certified> {
  readonly certified: Certified;
  /** Empty when all is as it was certified. */
  readonly changes: readonly CertificateChange[];
}

/**
 * Judges certified rows again, and gives the result for each certificate: in the order of the rows,
 * then those whose rows are missing. Rows without a certificate are not judged.
 *
 * @param certificates all with the seed of the runner
 * @throws HarnessError as `reproduceRows` does.
 */
export async function* verifyCertificates<
  Certified extends { readonly certificate: RowCertificate },
>(
  chunks: AsyncIterable<Uint8Array>,
  certificates: readonly Certified[],
  { app, runner, world, atOnce }: CertificateVerifier,
): AsyncGenerator<CertificateVerdict<Certified>, void, undefined> {
  const sought = new Map<string, Certified[]>();
  for (const one of certificates) {
    const { row } = one.certificate;
    sought.set(row, [...(sought.get(row) ?? []), one]);
  }
  const started = new Set<string>();
  // A row that occurs twice is judged once.
  const select = (digest: string): boolean => {
    if (!sought.has(digest) || started.has(digest)) return false;
    started.add(digest);
    return true;
  };
  const setting = rowsSetting(world, runner.seed);
  const certifier = new RowCertifier({ runner, world });
  for await (const row of reproduceRows(chunks, { app, setting, atOnce, select })) {
    const now = await certifier.certify('', row);
    for (const certified of sought.get(row.digest) ?? []) {
      yield { certified, changes: certificateChanges(certified.certificate, now) };
    }
    sought.delete(row.digest);
  }
  for (const certified of [...sought.values()].flat()) {
    yield { certified, changes: certificateChanges(certified.certificate, undefined) };
  }
}
