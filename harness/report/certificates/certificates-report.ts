import { visibleText } from '../../output/visible-text.ts';
import { reproduces } from '../../tool-call/row-judgement.ts';
import type { Verdict } from '../../tool-call/verdict.ts';
import type { Entry, Report } from '../report.ts';
import { counted } from '../text/counted.ts';
import { verdictText } from '../verdict-text.ts';

/** The outcome of one certificate, for a report. */
export interface ReportedCertificate {
  readonly path: string;
  /** The row that it certifies: `rows.jsonl:3`. */
  readonly name: string;
  readonly calls: number;
  /** What it says about the row. */
  readonly certified: {
    readonly verdict: Verdict;
    readonly reason?: string;
    readonly inferred: boolean;
  };
  readonly changes: readonly { readonly what: ChangedKind; readonly detail: string }[];
}

const CHANGED = ['row', 'component', 'world', 'cassette', 'verdict'] as const;

/** What can have changed since a row was certified. */
type ChangedKind = (typeof CHANGED)[number];

/** What `verify` reports: for each certificate, what has changed since it was written. */
export function certificatesReport(certificates: readonly ReportedCertificate[]): Report {
  const verified = certificates.filter(isValid).length;
  const changed = CHANGED.map((kind) => [
    kind,
    certificates.filter(({ changes }) => changes.some(({ what }) => what === kind)).length,
  ]);
  return {
    command: 'verify',
    ok: verified === certificates.length,
    summary: {
      certificates: certificates.length,
      verified,
      reproduced: certificates.filter(certifiesPassingRow).length,
      changed: Object.fromEntries(changed),
    },
    entries: () => certificates.map(certificateEntry),
    text: () => certificatesText(certificates),
  };
}

function certificateEntry(certificate: ReportedCertificate): Entry {
  const { path, name, calls, certified, changes } = certificate;
  const [first] = changes;
  const verdict = first === undefined ? 'same' : 'differs';
  const reason = first && `changed-${first.what}`;
  const changed = first === undefined ? {} : { changes };
  return {
    ...{ name, path, outcome: first === undefined ? 'passed' : 'failed' },
    verdict: verdictText({ verdict, reason }),
    reason: reason ?? verdict,
    problems: changes.map((change) => {
      const short = changeText(change);
      return { short, full: `${path}: ${short}`, details: [] };
    }),
    remarks: [],
    notices: [],
    result: { name, path, verdict, reason, calls, certified, ...changed },
  };
}

/** For people: what has changed since rows were certified. */
function certificatesText(certificates: readonly ReportedCertificate[]): string {
  const lines = certificates.flatMap((certificate) => {
    if (isValid(certificate)) return [];
    const { path, name, changes } = certificate;
    return [
      `${visibleText(path)} (${visibleText(name)}) is not valid`,
      ...changes.map((change) => `  ${visibleText(changeText(change))}`),
      '',
    ];
  });
  return [...lines, totals(certificates), ''].join('\n');
}

function changeText({ what, detail }: ReportedCertificate['changes'][number]): string {
  return `${what}: ${detail}`;
}

function totals(certificates: readonly ReportedCertificate[]): string {
  const valid = certificates.filter(isValid);
  const be = certificates.length === 1 ? 'is' : 'are';
  const total = `${valid.length} of ${counted(certificates.length, 'certificate')} ${be} valid`;
  if (valid.length === 0) return total;
  const good = valid.filter(certifiesPassingRow).length;
  return `${total}: ${good} of rows that reproduce, ${valid.length - good} of rows that do not`;
}

function isValid({ changes }: ReportedCertificate): boolean {
  return changes.length === 0;
}

function certifiesPassingRow({ certified: { verdict, inferred } }: ReportedCertificate): boolean {
  return reproduces({ verdict, isInferred: inferred });
}
