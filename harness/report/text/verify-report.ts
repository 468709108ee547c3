import { visibleText } from '../../output/visible-text.ts';
import { reproduces } from '../../tool-call/row-judgement.ts';
import type { Verdict } from '../../tool-call/verdict.ts';
import { counted } from './counted.ts';

/** What became of one certificate, for a report. */
export interface VerifiedCertificate {
  readonly path: string;
  /** The row that it speaks of: `rows.jsonl:3`. */
  readonly name: string;
  readonly calls: number;
  /** What it certifies of the row. */
  readonly certified: {
    readonly verdict: Verdict;
    readonly reason?: string;
    readonly inferred: boolean;
  };
  readonly changes: readonly { readonly what: string; readonly detail: string }[];
}

/** A report for people: what is not as it was certified. */
export function verifyReport(certificates: readonly VerifiedCertificate[]): string {
  const changed = certificates.filter(({ changes }) => changes.length > 0);
  const lines = changed.flatMap(({ path, name, changes }) => [
    `${visibleText(path)} (${visibleText(name)}) is not valid`,
    ...changes.map(({ what, detail }) => `  ${what}: ${visibleText(detail)}`),
    '',
  ]);
  return [...lines, totals(certificates), ''].join('\n');
}

function totals(certificates: readonly VerifiedCertificate[]): string {
  const valid = certificates.filter(({ changes }) => changes.length === 0);
  const be = certificates.length === 1 ? 'is' : 'are';
  const total = `${valid.length} of ${counted(certificates.length, 'certificate')} ${be} valid`;
  if (valid.length === 0) return total;
  const good = valid.filter(certifiesPassingRow).length;
  return `${total}: ${good} of rows that reproduce, ${valid.length - good} of rows that do not`;
}

function certifiesPassingRow({ certified: { verdict, inferred } }: VerifiedCertificate): boolean {
  return reproduces({ verdict, isInferred: inferred });
}

/** The document of `--json`: the same bytes for the same input. */
export function verifyJson(certificates: readonly VerifiedCertificate[]): string {
  const kinds = ['row', 'component', 'world', 'cassette', 'verdict'];
  const counts = kinds.map((kind) => [
    kind,
    certificates.filter(({ changes }) => changes.some(({ what }) => what === kind)).length,
  ]);
  const verified = certificates.filter(({ changes }) => changes.length === 0).length;
  const document = {
    spintape: 1,
    command: 'verify',
    ok: verified === certificates.length,
    summary: {
      certificates: certificates.length,
      verified,
      reproduced: certificates.filter(certifiesPassingRow).length,
      changed: Object.fromEntries(counts),
    },
    results: certificates.map(({ path, name, calls, certified, changes }) => ({
      name,
      path,
      verdict: changes.length === 0 ? 'same' : 'differs',
      ...(changes[0] === undefined ? {} : { reason: `changed-${changes[0].what}` }),
      calls,
      certified,
      ...(changes.length === 0 ? {} : { changes }),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
