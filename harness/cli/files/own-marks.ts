import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { CERTIFICATE_BEGIN } from '../../dataset/certificates/certificate.ts';
import type { Reporter } from '../../report/reporter.ts';

/** Whether a file is a whole report of this reporter. */
export function isOwnReport(path: string, { mark }: Pick<Reporter, 'mark'>): boolean {
  return mark !== undefined && isBetween(path, mark.begin, mark.end);
}

/** Whether a file is a certificate that Spintape wrote. */
export function isOwnCertificate(path: string): boolean {
  return isBetween(path, CERTIFICATE_BEGIN, '}\n');
}

// Only both ends are read: a file with such a beginning may be large, and somebody else's.
function isBetween(path: string, begin: string, end: string): boolean {
  try {
    const descriptor = openSync(path, 'r');
    try {
      const { size } = fstatSync(descriptor);
      const last = textAt(descriptor, end.length, Math.max(0, size - end.length));
      return textAt(descriptor, begin.length, 0) === begin && last === end;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

function textAt(descriptor: number, length: number, position: number): string {
  const bytes = Buffer.alloc(length);
  return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, length, position));
}
