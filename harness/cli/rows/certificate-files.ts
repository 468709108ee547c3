import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileFailure } from '../../cassette/store/file-failure.ts';
import {
  parseCertificate,
  printCertificate,
  type RowCertificate,
} from '../../dataset/certificates/certificate.ts';
import { HarnessError } from '../../errors.ts';
import type { Outputs } from '../files/outputs.ts';
import { isOwnCertificate } from '../files/own-marks.ts';
import { readText } from '../read-text.ts';

/** A certificate, and its file. */
export interface CertificateFile {
  readonly file: string;
  readonly certificate: RowCertificate;
}

/** Where a certificate is written. */
export interface CertificatePlace {
  /** Made if it is missing. */
  readonly folder: string;
  /** The line of the row, for the name of the file. */
  readonly line: number;
  readonly outputs: Outputs;
  /** Whether it may replace what is not a certificate. */
  readonly isForced: boolean;
}

/**
 * Writes a certificate into a folder, and replaces an older one of the same row and world.
 *
 * @throws HarnessError `unreadable`, and `usage` if there is another file.
 */
export function writeCertificate(place: CertificatePlace, certificate: RowCertificate): void {
  const { folder, line, outputs, isForced } = place;
  const digest = certificate.row.slice('sha256:'.length).slice(0, 12);
  const path = join(folder, `${String(line).padStart(6, '0')}-${digest}.json`);
  if (!isForced && isOwnCertificate(path)) refuseOtherWorld(path, certificate);
  const file = outputs.claim({
    option: '--certify',
    path,
    what: 'the certificate',
    isForced,
    isOwn: isOwnCertificate,
    isKept: true,
    isOneOfMany: true,
  });
  file.write(printCertificate(certificate));
  file.finish();
}

// It is the only proof of what the row did in that world.
function refuseOtherWorld(path: string, certificate: RowCertificate): void {
  const older = parseCertificate(readText(path, 'the file'), path);
  if (OF_WORLD.every((name) => older[name] === certificate[name])) return;
  throw new HarnessError({
    code: 'usage',
    problem: 'Failed to write the certificate: the one that is there was made in another world',
    next: 'Name another folder, or give --force to replace it; this one was not written.',
    file: path,
  });
}

const OF_WORLD = ['world', 'cassettes', 'seed'] as const;

/**
 * The certificates that a path names: one file, or all `.json` files of a folder, by name.
 *
 * @throws HarnessError `not-found` or `unreadable`, with the file.
 */
export function readCertificates(path: string): CertificateFile[] {
  const files = certificateFiles(path);
  if (files.length > 0) {
    return files.map((file) => {
      return { file, certificate: parseCertificate(readText(file, 'the file'), file) };
    });
  }
  throw new HarnessError({
    code: 'not-found',
    problem: 'Failed to find certificates: the folder holds none',
    next: 'Write some with `spintape reproduce ROWS --certify FOLDER`.',
    file: path,
  });
}

/**
 * The files of certificates that a path names.
 *
 * @throws HarnessError `not-found` or `unreadable`.
 */
export function certificateFiles(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const names = readdirSync(path).filter((name) => name.endsWith('.json'));
    return names.sort().map((name) => join(path, name));
  } catch (cause) {
    throw fileFailure('read', path, cause);
  }
}
